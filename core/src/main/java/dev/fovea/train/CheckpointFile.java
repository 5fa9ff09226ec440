package dev.fovea.train;

import dev.fovea.data.InputException;
import dev.fovea.model.Dtype;
import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import dev.fovea.model.Names;
import dev.fovea.model.NumberFaults;
import dev.fovea.model.SafetensorsReader;
import dev.fovea.model.SafetensorsWriter;
import dev.fovea.model.StoredTensor;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A training as a file, to be gone on with: safetensors, with arrays as long as the network's
 * numbers cut into its tensors ({@code parameters/conv1.weight}, {@code optimizer.mean/...}), and
 * settings and progress as JSON in the metadata. It is written by {@link
 * dev.fovea.model.AtomicFile}: whole, or not at all.
 */
final class CheckpointFile implements AutoCloseable {

  private static final String FORMAT = "fovea checkpoint";
  private static final String VERSION = "1";

  private final Path file;
  private final SafetensorsReader in;
  private final Network network;
  private final Set<String> read = new HashSet<>();

  private CheckpointFile(Path file, SafetensorsReader in, Network network) {
    this.file = file;
    this.in = in;
    this.network = network;
  }

  /**
   * Writes one.
   *
   * @param settings texts by name
   * @param arrays as long as the numbers of the network, by name
   * @throws InputException if the file cannot be written; an older one stays as it was
   */
  static void write(
      Path file,
      Network network,
      Map<String, String> settings,
      Progress progress,
      SequencedMap<String, float[]> arrays) {
    Map<String, Json> texts = new LinkedHashMap<>();
    settings.forEach((name, text) -> texts.put(name, Json.of(text)));
    Map<String, String> metadata =
        Map.of(
            "format",
            FORMAT,
            "version",
            VERSION,
            "settings",
            new Json.Obj(texts).compact(),
            "state",
            progress.write().compact());
    List<SafetensorsWriter.Entry> entries = new ArrayList<>();
    arrays.forEach(
        (name, numbers) -> {
          int at = 0;
          for (Tensor tensor : network.tensors()) {
            int size = Math.toIntExact(tensor.size());
            FloatBuffer values = FloatBuffer.wrap(numbers, at, size);
            entries.add(new SafetensorsWriter.Entry(key(name, tensor), tensor.dims(), values));
            at += size;
          }
        });
    SafetensorsWriter.write(file, metadata, entries);
  }

  private static String key(String array, Tensor tensor) {
    return array + "/" + tensor.name();
  }

  /**
   * Opens one.
   *
   * @param network what it must be of, which {@link #settings} tells
   * @throws InputException if it cannot be read, or is none
   */
  static CheckpointFile open(Path file, Network network) {
    SafetensorsReader in = SafetensorsReader.open(file);
    String version = in.metadata().get("version");
    if (!FORMAT.equals(in.metadata().get("format")) || version == null) {
      in.close();
      throw new InputException(
          "%s is no checkpoint (its metadata do not say that it is one): name the %s of a run"
              .formatted(file, Checkpoints.LAST));
    }
    if (!VERSION.equals(version)) {
      in.close();
      throw new InputException(
          "%s has version %s of the checkpoints, not %s: use the version of Fovea that wrote it"
              .formatted(file, Names.quote(version), VERSION));
    }
    return new CheckpointFile(file, in, network);
  }

  /** The settings that it was made with. */
  SequencedMap<String, String> settings() {
    try {
      Fields fields = Fields.of("its settings", json("settings"));
      SequencedMap<String, String> settings = new LinkedHashMap<>();
      fields.object().fields().keySet().forEach(name -> settings.put(name, fields.text(name)));
      return settings;
    } catch (InputException e) {
      throw broken(e.getMessage(), e);
    }
  }

  /** How far the training was. */
  Progress progress() {
    try {
      return Progress.read(json("state"));
    } catch (InputException e) {
      throw broken(e.getMessage(), e);
    }
  }

  private Json json(String key) {
    String text = in.metadata().get(key);
    if (text == null) {
      throw new InputException("its metadata lack \"%s\"".formatted(key));
    }
    return Json.parse(text);
  }

  /**
   * Fills an array.
   *
   * @throws InputException if it is missing, in whole or in part, or has other shapes
   */
  void read(String array, float[] into) {
    int at = 0;
    for (Tensor tensor : network.tensors()) {
      int size = Math.toIntExact(tensor.size());
      in.read(stored(key(array, tensor), tensor), FloatBuffer.wrap(into, at, size));
      at += size;
    }
  }

  /**
   * Fills an array that becomes a model. What an optimizer remembers is not asked for so much: a
   * squared gradient may be infinite where all else goes on well.
   *
   * @throws InputException also if a number is NaN or infinite, or a variance negative
   */
  void readModel(String array, float[] into) {
    read(array, into);
    int at = 0;
    for (Tensor tensor : network.tensors()) {
      Optional<String> fault = NumberFaults.notFinite(tensor, into, at);
      if (fault.isEmpty()) {
        fault = NumberFaults.negativeVariance(tensor, into, at);
      }
      if (fault.isPresent()) {
        throw broken("the tensor %s/%s".formatted(array, fault.get()), null);
      }
      at += Math.toIntExact(tensor.size());
    }
  }

  /**
   * Checks that all of it was read.
   *
   * @throws InputException if it holds a tensor that nobody asked for
   */
  void requireAllRead() {
    for (StoredTensor tensor : in.tensors()) {
      if (!read.contains(tensor.name())) {
        throw broken(
            "the tensor %s belongs to nothing that it holds".formatted(Names.quote(tensor.name())),
            null);
      }
    }
  }

  private StoredTensor stored(String name, Tensor tensor) {
    StoredTensor found =
        in.tensor(name).orElseThrow(() -> broken("the tensor %s is missing".formatted(name), null));
    List<Long> dims = tensor.dims().stream().map(Integer::longValue).toList();
    if (!found.shape().equals(dims) || found.dtype() != Dtype.F32) {
      throw broken(
          "the tensor %s holds %s of shape %s, not F32 of %s"
              .formatted(name, found.dtype(), found.shape(), dims),
          null);
    }
    read.add(name);
    return found;
  }

  /** What is said of a file whose parts do not belong together. */
  InputException broken(String what, Throwable cause) {
    return new InputException(
        "%s is no whole checkpoint (%s): resume from another one, or begin anew"
            .formatted(file, what),
        cause);
  }

  @Override
  public void close() {
    in.close();
  }
}
