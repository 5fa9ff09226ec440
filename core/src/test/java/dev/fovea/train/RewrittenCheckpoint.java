package dev.fovea.train;

import dev.fovea.model.SafetensorsReader;
import dev.fovea.model.SafetensorsWriter;
import dev.fovea.model.StoredTensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A checkpoint whose tensors somebody changed, but not its metadata. */
final class RewrittenCheckpoint {

  /** A tensor, whose numbers are the ones to be written. */
  private record Changed(List<Integer> shape, float[] numbers) {}

  private final Map<String, String> metadata;
  private final Map<String, Changed> tensors = new LinkedHashMap<>();

  private RewrittenCheckpoint(Map<String, String> metadata) {
    this.metadata = metadata;
  }

  static RewrittenCheckpoint of(Path file) {
    try (SafetensorsReader in = SafetensorsReader.open(file)) {
      RewrittenCheckpoint checkpoint = new RewrittenCheckpoint(in.metadata());
      for (StoredTensor tensor : in.tensors()) {
        List<Integer> shape = tensor.shape().stream().map(Math::toIntExact).toList();
        checkpoint.tensors.put(tensor.name(), new Changed(shape, in.floats(tensor)));
      }
      return checkpoint;
    }
  }

  /** Those of a tensor, to be changed. */
  float[] numbers(String name) {
    return tensors.get(name).numbers();
  }

  void add(String name, float[] vector) {
    tensors.put(name, new Changed(List.of(vector.length), vector));
  }

  /** Takes all away whose name begins so. */
  void remove(String start) {
    tensors.keySet().removeIf(name -> name.startsWith(start));
  }

  Path write(Path file) {
    SafetensorsWriter.write(
        file,
        metadata,
        tensors.entrySet().stream()
            .map(
                e ->
                    new SafetensorsWriter.Entry(
                        e.getKey(), e.getValue().shape(), FloatBuffer.wrap(e.getValue().numbers())))
            .toList());
    return file;
  }
}
