package dev.fovea.bench.javacpp;

import dev.fovea.bench.Convolutions;
import dev.fovea.bench.Heat;
import dev.fovea.bench.PeerSide;
import dev.fovea.bench.SideMain;
import dev.fovea.data.Dataset;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Node;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** PyTorch's C++ library through JavaCPP, with the channels last as its convolutions want them. */
final class JavaCppPeer extends PeerSide {

  private final Tensor images;
  private final Tensor labels;
  private final Tensor testImages;
  private final Tensor testLabels;
  private final List<UnaryOperator<Tensor>> layers = new ArrayList<>();
  private Module model;
  private Optimizer optimizer;

  private JavaCppPeer(Heat heat, int threads) {
    super(heat);
    torch.set_num_threads(threads);
    torch.manual_seed(42);
    images = images(training);
    labels = labels(training);
    testImages = images(test);
    testLabels = labels(test);
  }

  /** See {@link SideMain}. */
  public static void main(String[] args) {
    SideMain.run(args, JavaCppPeer::new);
  }

  private Tensor images(Dataset data) {
    long[] shape = {data.size(), 1, data.height(), data.width()};
    try (FloatPointer inputs = new FloatPointer(inputs(data))) {
      return torch.from_blob(inputs, shape, new TensorOptions(ScalarType.Float)).clone();
    }
  }

  private static Tensor labels(Dataset data) {
    return longs(data.labels());
  }

  private static Tensor longs(int[] values) {
    try (LongPointer p = new LongPointer(Arrays.stream(values).asLongStream().toArray())) {
      long[] shape = {values.length};
      return torch.from_blob(p, shape, new TensorOptions(ScalarType.Long)).clone();
    }
  }

  @Override
  public String version() {
    return "PyTorch through JavaCPP " + Module.class.getPackage().getImplementationVersion();
  }

  @Override
  protected void reset() {
    layers.clear();
    model = new Module();
    List<Shape> inputs = heat.network().inputShapes();
    for (int i = 0; i < inputs.size(); i++) {
      layers.add(layer(heat.network().nodes().get(i), inputs.get(i)));
    }
    TensorVector parameters = model.parameters();
    for (long i = 0; i < parameters.size(); i++) {
      Tensor weights = parameters.get(i);
      if (weights.dim() == 4) {
        weights.set_data(weights.detach().contiguous(MemoryFormat.ChannelsLast));
      }
    }
    optimizer = optimizer(parameters);
  }

  private UnaryOperator<Tensor> layer(Node node, Shape in) {
    return switch (node.layer()) {
      case Conv2d c -> {
        LongPointer kernel = new LongPointer(c.kernelHeight(), c.kernelWidth());
        Conv2dOptions options = new Conv2dOptions(in.channels(), c.outChannels(), kernel);
        options.stride().put(new LongPointer(c.stride(), c.stride()));
        options.padding().put(new LongPointer(Convolutions.padding(c), Convolutions.padding(c)));
        Conv2dImpl conv = model.register_module(node.name(), new Conv2dImpl(options));
        yield conv::forward;
      }
      case MaxPool2d p -> {
        long[] kernel = {p.kernel(), p.kernel()};
        long[] stride = {p.stride(), p.stride()};
        long[] padding = {0, 0};
        long[] dilation = {1, 1};
        yield x -> torch.max_pool2d(x, kernel, stride, padding, dilation, false);
      }
      case Relu _ -> torch::relu;
      // Only steps want gradients.
      case Dropout d -> x -> torch.dropout(x, d.rate(), GradMode.is_enabled());
      case Flatten _ -> x -> x.flatten(1, -1);
      case Dense d -> {
        LinearImpl dense = new LinearImpl(in.size(), d.outFeatures());
        yield model.register_module(node.name(), dense)::forward;
      }
      default -> throw Convolutions.unknown(node.layer());
    };
  }

  private Optimizer optimizer(TensorVector parameters) {
    return switch (heat.optimizer()) {
      case Sgd s -> {
        SGDOptions options = new SGDOptions(s.learningRate());
        options.momentum().put(s.momentum());
        yield new SGD(parameters, options);
      }
      case Adam a -> {
        AdamOptions options = new AdamOptions(a.learningRate());
        options.eps().put(a.epsilon());
        yield new org.bytedeco.pytorch.Adam(parameters, options);
      }
      default -> throw Heat.unknown(heat.optimizer());
    };
  }

  private Tensor forward(Tensor images) {
    Tensor x = images.contiguous(MemoryFormat.ChannelsLast);
    for (UnaryOperator<Tensor> layer : layers) {
      x = layer.apply(x);
    }
    return x;
  }

  @Override
  protected double step(int[] rows) {
    try (PointerScope _ = new PointerScope()) {
      Tensor index = longs(rows);
      Tensor loss =
          torch.cross_entropy(
              forward(images.index_select(0, index)), labels.index_select(0, index));
      optimizer.zero_grad();
      loss.backward();
      optimizer.step();
      return loss.item_float();
    }
  }

  @Override
  protected int correct(int from, int to) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      Tensor guess =
          forward(testImages.narrow(0, from, to - from)).argmax(new LongOptional(1), false);
      return (int) guess.eq(testLabels.narrow(0, from, to - from)).sum().item_long();
    }
  }

  @Override
  public int predict(int image) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      return (int) forward(testImages.narrow(0, image, 1)).argmax().item_long();
    }
  }

  @Override
  public void close() {
    // The process ends with it.
  }
}
