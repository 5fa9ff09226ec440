package dev.fovea.bench.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.fovea.bench.Convolutions;
import dev.fovea.bench.Heat;
import dev.fovea.bench.PeerSide;
import dev.fovea.bench.Poolings;
import dev.fovea.bench.SideMain;
import dev.fovea.data.Dataset;
import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.Add;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Relu;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.Sgd;
import java.util.Arrays;

/** DJL with libtorch: the digits lie in one array of the engine's, a step gathers its rows. */
final class DjlPeer extends PeerSide {

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray images;
  private final NDArray labels;
  private final NDArray testImages;
  private final NDArray testLabels;
  private ai.djl.Model model;
  private Trainer trainer;

  private DjlPeer(Heat heat) {
    super(heat);
    images = images(training);
    labels = labels(training);
    testImages = images(test);
    testLabels = labels(test);
  }

  /** See {@link SideMain}. The number of threads is a system property of DJL's. */
  public static void main(String[] args) {
    SideMain.run(args, (heat, threads) -> new DjlPeer(heat));
  }

  private NDArray images(Dataset data) {
    return manager.create(inputs(data), shape(data, data.size()));
  }

  private static Shape shape(Dataset data, int images) {
    return new Shape(images, data.channels(), data.height(), data.width());
  }

  private NDArray labels(Dataset data) {
    return manager.create(Arrays.stream(data.labels()).asLongStream().toArray());
  }

  @Override
  public String version() {
    return "DJL " + Engine.getDjlVersion() + ", libtorch " + Engine.getInstance().getVersion();
  }

  @Override
  protected void reset() {
    close();
    model = ai.djl.Model.newInstance(heat.name());
    model.setBlock(new GraphBlock(heat.network().nodes(), node -> block(node.layer())));
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(optimizer())
                .optDevices(new Device[] {Device.cpu()}));
    trainer.initialize(shape(training, heat.batch()));
  }

  private static Block block(Layer layer) {
    return switch (layer) {
      case dev.fovea.net.Conv2d c ->
          Conv2d.builder()
              .setKernelShape(new Shape(c.kernelHeight(), c.kernelWidth()))
              .setFilters(c.outChannels())
              .optStride(new Shape(c.stride(), c.stride()))
              .optPadding(new Shape(Convolutions.padding(c), Convolutions.padding(c)))
              .optBias(c.bias())
              .build();
      case BatchNorm2d b ->
          BatchNorm.builder()
              .optEpsilon((float) b.epsilon())
              .optMomentum((float) (1 - b.momentum())) // what stays, not what follows
              .build();
      case MaxPool2d p -> {
        int kernel = Poolings.plain(p).kernel();
        yield Pool.maxPool2dBlock(new Shape(kernel, kernel), new Shape(p.stride(), p.stride()));
      }
      case AdaptiveAvgPool2d p -> {
        Poolings.global(p);
        yield Pool.globalAvgPool2dBlock();
      }
      case Relu _ -> Activation.reluBlock();
      case Add _ -> new LambdaBlock(in -> new NDList(NDArrays.add(in.toArray(new NDArray[0]))));
      case dev.fovea.net.Dropout d -> Dropout.builder().optRate((float) d.rate()).build();
      case Flatten _ -> Blocks.batchFlattenBlock();
      case Dense d -> Linear.builder().setUnits(d.outFeatures()).build();
      default -> throw Convolutions.unknown(layer);
    };
  }

  private Optimizer optimizer() {
    return switch (heat.optimizer()) {
      case Sgd s ->
          Optimizer.sgd()
              .setLearningRateTracker(Tracker.fixed((float) s.learningRate()))
              .optMomentum((float) s.momentum())
              .build();
      case Adam a ->
          Optimizer.adam()
              .optLearningRateTracker(Tracker.fixed((float) a.learningRate()))
              .optBeta1((float) a.beta1())
              .optBeta2((float) a.beta2())
              .optEpsilon((float) a.epsilon())
              .build();
      default -> throw Heat.unknown(heat.optimizer());
    };
  }

  @Override
  protected double step(int[] rows) {
    try (NDManager scope = manager.newSubManager()) {
      NDIndex index = new NDIndex("{}", scope.create(rows).toType(DataType.INT64, false));
      NDList x = new NDList(images.get(scope, index));
      NDList y = new NDList(labels.get(scope, index));
      double result;
      try (GradientCollector gradients = trainer.newGradientCollector()) {
        NDArray loss = trainer.getLoss().evaluate(y, trainer.forward(x));
        gradients.backward(loss);
        result = loss.getFloat();
      }
      trainer.step();
      return result;
    }
  }

  @Override
  protected int correct(int from, int to) {
    try (NDManager scope = manager.newSubManager()) {
      NDIndex range = new NDIndex(from + ":" + to);
      NDArray x = testImages.get(scope, range);
      NDArray y = testLabels.get(scope, range);
      NDArray guess = trainer.evaluate(new NDList(x)).singletonOrThrow().argMax(1);
      return (int) guess.eq(y).toType(DataType.INT64, false).sum().getLong();
    }
  }

  @Override
  public int predict(int image) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray x = testImages.get(scope, new NDIndex(image + ":" + (image + 1)));
      return (int) trainer.evaluate(new NDList(x)).singletonOrThrow().argMax().getLong();
    }
  }

  @Override
  public void close() {
    if (trainer != null) {
      trainer.close();
      model.close();
    }
  }
}
