package dev.fovea.model;

import dev.fovea.data.InputException;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link Model} as a file: safetensors, with everything but the parameters as texts in its
 * metadata (docs/model-file.md). It holds no code and no paths; whatever does not fit together is
 * refused before memory is asked for.
 */
public final class ModelFile {

  private static final String FORMAT = "fovea";
  private static final String VERSION = "1";

  private ModelFile() {}

  /**
   * Writes a model by {@link AtomicFile}: whole, or not at all. The same model gives the same
   * bytes.
   *
   * @throws InputException if a parameter is NaN or infinite, a variance negative, a name cannot be
   *     stored, or the file cannot be written; an older file stays as it was
   */
  public static void write(Model model, Path file) {
    Network network = model.network();
    float[] parameters = model.parameters();
    List<Slot> slots = slots(network);
    for (Slot slot : slots) {
      Optional<String> fault = NumberFaults.notFinite(slot.tensor(), parameters, slot.from());
      if (fault.isPresent()) {
        throw new InputException(
            "%s is not written, for the training failed (%s): train with a smaller learning rate"
                .formatted(file, fault.get()));
      }
      fault = NumberFaults.negativeVariance(slot.tensor(), parameters, slot.from());
      if (fault.isPresent()) {
        throw new InputException(
            "%s is not written (%s): give the model numbers that a training has measured"
                .formatted(file, fault.get()));
      }
    }
    List<SafetensorsWriter.Entry> entries =
        slots.stream()
            .map(
                slot ->
                    new SafetensorsWriter.Entry(
                        slot.tensor().name(), slot.tensor().dims(), slot.of(parameters)))
            .toList();
    SafetensorsWriter.write(file, metadata(model, file), entries);
  }

  private static Map<String, String> metadata(Model model, Path file) {
    try {
      Map<String, String> metadata = new LinkedHashMap<>(ModelMetadata.of(model).write());
      metadata.put("format", FORMAT);
      metadata.put("version", VERSION);
      return metadata;
    } catch (InputException e) {
      throw new InputException(
          "%s is not written (%s): give other names".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Reads a model. Metadata that {@link #write} does not make are ignored.
   *
   * @throws InputException if the file cannot be read, is no whole safetensors file, is no model,
   *     or one whose parts do not fit together, whose parameters are NaN or infinite or whose
   *     variances negative; the message names the file
   */
  public static Model read(Path file) {
    try (SafetensorsReader in = SafetensorsReader.open(file)) {
      requireVersion(file, in.metadata());
      ModelMetadata metadata;
      try {
        metadata = ModelMetadata.read(in.metadata());
        requireTensors(metadata.network(), in.tensors());
      } catch (InputException e) {
        throw unfit(file, e.getMessage(), e);
      }
      try {
        return new Model(
            metadata.network(),
            parameters(file, in, metadata.network()),
            metadata.classes(),
            metadata.scaling(),
            metadata.preparation());
      } catch (OutOfMemoryError e) {
        throw noRoom(file, metadata.network().numberCount(), e);
      }
    }
  }

  private static void requireVersion(Path file, Map<String, String> metadata) {
    String version = metadata.get("version");
    if (!FORMAT.equals(metadata.get("format")) || version == null) {
      throw unfit(file, "its metadata do not say that it is one", null);
    }
    if (!VERSION.equals(version)) {
      throw new InputException(
          "%s has version %s of the model format, not %s: use the version of Fovea that wrote it"
              .formatted(file, Names.quote(version), VERSION));
    }
  }

  private static InputException unfit(Path file, String what, Throwable cause) {
    return new InputException(
        "%s is no model of Fovea (%s): is it a file written by `fovea train`?"
            .formatted(file, what),
        cause);
  }

  /** The file must hold what the network needs and nothing else; that also bounds the network. */
  private static void requireTensors(Network network, List<StoredTensor> stored) {
    Map<String, StoredTensor> rest = new LinkedHashMap<>();
    stored.forEach(tensor -> rest.put(tensor.name(), tensor));
    for (Tensor tensor : network.tensors()) {
      StoredTensor found = rest.remove(tensor.name());
      if (found == null) {
        throw new InputException("the tensor %s is missing".formatted(tensor.name()));
      }
      List<Long> dims = tensor.dims().stream().map(Integer::longValue).toList();
      if (!found.shape().equals(dims)) {
        throw new InputException(
            "the tensor %s has the shape %s, but its network needs %s"
                .formatted(tensor.name(), found.shape(), dims));
      }
      if (found.dtype() != Dtype.F32) {
        throw new InputException(
            "the tensor %s holds %s, not F32".formatted(tensor.name(), found.dtype()));
      }
    }
    if (!rest.isEmpty()) {
      String name = rest.values().iterator().next().name();
      throw new InputException(
          "the tensor %s belongs to no layer of its network".formatted(Names.quote(name)));
    }
  }

  private static float[] parameters(Path file, SafetensorsReader in, Network network) {
    float[] parameters = allocate(file, network.numberCount());
    for (Slot slot : slots(network)) {
      in.read(in.tensor(slot.tensor().name()).orElseThrow(), slot.of(parameters));
      Optional<String> fault = NumberFaults.notFinite(slot.tensor(), parameters, slot.from());
      if (fault.isPresent()) {
        throw new InputException(
            "%s comes from a training that failed (%s): train it again with a smaller learning rate"
                .formatted(file, fault.get()));
      }
      fault = NumberFaults.negativeVariance(slot.tensor(), parameters, slot.from());
      if (fault.isPresent()) {
        throw unfit(file, fault.get(), null);
      }
    }
    return parameters;
  }

  /** The file is as large as what is asked for here, but a sparse file takes no room on a disk. */
  private static float[] allocate(Path file, long count) {
    // Twice, because a model makes a copy of its own.
    long room = Runtime.getRuntime().maxMemory() / (2 * Float.BYTES);
    long limit = Math.min(Integer.MAX_VALUE - 8, room);
    if (count > limit) {
      throw new InputException(
          "%s holds %d parameters, and this JVM has room for %d: start Java with a larger -Xmx"
              .formatted(file, count, limit));
    }
    return new float[(int) count];
  }

  /** What is said when other things take the room that there should be. */
  private static InputException noRoom(Path file, long count, OutOfMemoryError cause) {
    return new InputException(
        "%s holds %d parameters, more than this JVM has room left for: start Java with a larger -Xmx"
            .formatted(file, count),
        cause);
  }

  /** A tensor and where it stands among all parameters. */
  private record Slot(Tensor tensor, int from) {

    int to() {
      return from + Math.toIntExact(tensor.size());
    }

    FloatBuffer of(float[] parameters) {
      return FloatBuffer.wrap(parameters, from, to() - from);
    }
  }

  /** Only for networks whose parameters fit an array. */
  private static List<Slot> slots(Network network) {
    List<Slot> slots = new ArrayList<>();
    int from = 0;
    for (Tensor tensor : network.tensors()) {
      Slot slot = new Slot(tensor, from);
      slots.add(slot);
      from = slot.to();
    }
    return slots;
  }
}
