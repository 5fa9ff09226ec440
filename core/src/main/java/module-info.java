/** Networks, data, the engine, training and model files: the JDK alone. */
module dev.fovea.core {
  // Pictures of the user's own come as BufferedImage.
  requires transitive java.desktop;
  // Absent or changed, the scalar kernels run.
  requires static jdk.incubator.vector;

  exports dev.fovea.data;
  exports dev.fovea.data.augment;
  exports dev.fovea.model;
  exports dev.fovea.net;
  exports dev.fovea.net.zoo;
  exports dev.fovea.recipe;
  exports dev.fovea.train;
  exports dev.fovea.train.initializer;
  exports dev.fovea.train.optimizer;
  exports dev.fovea.train.schedule;
}
