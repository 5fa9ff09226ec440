package dev.fovea.bench.javacpp;

import dev.fovea.bench.Convolutions;
import dev.fovea.bench.Heat;
import dev.fovea.bench.PeerSide;
import dev.fovea.bench.Poolings;
import dev.fovea.bench.Readers;
import dev.fovea.bench.SideMain;
import dev.fovea.data.Dataset;
import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.Add;
import dev.fovea.net.BatchNorm2d;
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
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
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
  private final List<List<Integer>> lastReads;
  private final List<Function<List<Tensor>, Tensor>> layers = new ArrayList<>();
  private Module model;
  private Optimizer optimizer;

  private JavaCppPeer(Heat heat, int threads) {
    super(heat);
    torch.set_num_threads(threads);
    torch.manual_seed(42);
    lastReads = Readers.last(heat.network());
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
    long[] shape = {data.size(), data.channels(), data.height(), data.width()};
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

  private Function<List<Tensor>, Tensor> layer(Node node, Shape in) {
    if (node.layer() instanceof Add) {
      return inputs -> inputs.stream().reduce(Tensor::add).orElseThrow();
    }
    UnaryOperator<Tensor> layer = ofOneInput(node, in);
    return inputs -> layer.apply(inputs.getFirst());
  }

  private UnaryOperator<Tensor> ofOneInput(Node node, Shape in) {
    return switch (node.layer()) {
      case Conv2d c -> {
        LongPointer kernel = new LongPointer(c.kernelHeight(), c.kernelWidth());
        Conv2dOptions options = new Conv2dOptions(in.channels(), c.outChannels(), kernel);
        options.stride().put(new LongPointer(c.stride(), c.stride()));
        options.padding().put(new LongPointer(Convolutions.padding(c), Convolutions.padding(c)));
        options.bias().put(c.bias());
        yield add(node, new Conv2dImpl(options))::forward;
      }
      case BatchNorm2d b -> {
        BatchNormOptions options = new BatchNormOptions(in.channels());
        options.eps().put(b.epsilon());
        options.momentum().put(b.momentum());
        yield add(node, new BatchNorm2dImpl(options))::forward;
      }
      case MaxPool2d p -> {
        long[] kernel = {Poolings.plain(p).kernel(), p.kernel()};
        long[] stride = {p.stride(), p.stride()};
        long[] padding = {0, 0};
        long[] dilation = {1, 1};
        yield x -> torch.max_pool2d(x, kernel, stride, padding, dilation, false);
      }
      case AdaptiveAvgPool2d p -> {
        Poolings.global(p);
        yield x -> torch.adaptive_avg_pool2d(x, 1, 1);
      }
      case Relu _ -> torch::relu;
      case Dropout d -> x -> torch.dropout(x, d.rate(), GradMode.is_enabled());
      case Flatten _ -> x -> x.flatten(1, -1);
      case Dense d -> {
        yield add(node, new LinearImpl(in.size(), d.outFeatures()))::forward;
      }
      default -> throw Convolutions.unknown(node.layer());
    };
  }

  private <M extends Module> M add(Node node, M module) {
    return model.register_module(node.name().replace('.', '_'), module); // no dots in its names
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
    boolean learning = GradMode.is_enabled(); // only steps want gradients
    model.train(learning);
    Tensor first = images.contiguous(MemoryFormat.ChannelsLast);
    Tensor[] values = new Tensor[layers.size()];
    for (int i = 0; i < values.length; i++) {
      List<Integer> inputs = heat.network().nodes().get(i).inputs();
      values[i] =
          layers
              .get(i)
              .apply(inputs.stream().map(n -> n == Node.IMAGE ? first : values[n]).toList());
      if (!learning) {
        lastReads.get(i).forEach(n -> values[n].close()); // before the scope ends
      }
    }
    return values[values.length - 1];
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
