package dev.fovea.model;

import dev.fovea.data.InputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checked header of a safetensors file. Messages say what is wrong; the caller names the file.
 *
 * @param metadata the texts under {@code __metadata__}; empty if there are none
 * @param tensors what the file holds, in the order of its bytes, without gaps
 */
record SafetensorsHeader(Map<String, String> metadata, List<StoredTensor> tensors) {

  /** The format's own limit, in bytes. */
  static final int MAX_BYTES = 100_000_000;

  /** More tensors than any network here has: five for each of the most layers. */
  static final int MAX_TENSORS = 50_000;

  /** The key that is no tensor. */
  static final String METADATA = "__metadata__";

  private static final int MAX_RANK = 32;

  SafetensorsHeader {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    tensors = List.copyOf(tensors);
  }

  /**
   * Reads a header and checks it against the bytes that follow it.
   *
   * @param json the header's bytes, padding included
   * @param dataSize how many bytes follow it in the file
   * @throws InputException if it breaks a rule of the format
   */
  static SafetensorsHeader parse(byte[] json, long dataSize) {
    int end = json.length;
    while (end > 0 && json[end - 1] == ' ') {
      end--;
    }
    // JSON would let more kinds of white space stand around the object; the format does not.
    if (end == 0 || json[0] != '{' || json[end - 1] != '}') {
      throw new InputException("its header is no JSON object");
    }
    Fields header = Fields.of("its header", parseJson(json));
    Map<String, String> metadata = Map.of();
    List<StoredTensor> tensors = new ArrayList<>();
    for (Map.Entry<String, Json> entry : header.object().fields().entrySet()) {
      if (entry.getKey().equals(METADATA)) {
        metadata = metadata(entry.getValue());
      } else if (tensors.size() == MAX_TENSORS) {
        throw header.error("more than %d tensors".formatted(MAX_TENSORS));
      } else {
        tensors.add(tensor(entry.getKey(), entry.getValue()));
      }
    }
    tensors.sort(
        Comparator.comparingLong(StoredTensor::begin).thenComparingLong(StoredTensor::end));
    requireFilled(tensors, dataSize);
    return new SafetensorsHeader(metadata, tensors);
  }

  private static Json parseJson(byte[] json) {
    try {
      return Json.parse(json);
    } catch (InputException e) {
      throw new InputException("its header is broken in " + e.getMessage(), e);
    }
  }

  private static Map<String, String> metadata(Json json) {
    Fields fields = Fields.of(METADATA, json);
    Map<String, String> metadata = new LinkedHashMap<>();
    for (String key : fields.object().fields().keySet()) {
      metadata.put(key, fields.text(key));
    }
    return metadata;
  }

  private static StoredTensor tensor(String name, Json json) {
    Fields fields = Fields.of("tensor " + Names.quote(name), json);
    fields.only("dtype", "shape", "data_offsets");
    String type = fields.text("dtype");
    Dtype dtype =
        Dtype.find(type)
            .orElseThrow(
                () -> fields.error("the dtype %s is unknown".formatted(Names.quote(type))));
    List<Long> shape = sizes(fields, "shape");
    if (shape.size() > MAX_RANK) {
      throw fields.error(
          "its shape has %d dimensions, more than %d".formatted(shape.size(), MAX_RANK));
    }
    List<Long> offsets = sizes(fields, "data_offsets");
    if (offsets.size() != 2) {
      throw fields.error("data_offsets needs 2 numbers, not %d".formatted(offsets.size()));
    }
    long begin = offsets.getFirst();
    long end = offsets.getLast();
    if (end < begin) {
      throw fields.error("it ends at byte %d, before its start at %d".formatted(end, begin));
    }
    long bytes = bytes(fields, dtype, shape);
    if (end - begin != bytes) {
      throw fields.error(
          "its shape %s of %s needs %d bytes, but it has %d"
              .formatted(shape, dtype, bytes, end - begin));
    }
    return new StoredTensor(name, dtype, shape, begin, end);
  }

  private static List<Long> sizes(Fields fields, String name) {
    List<Long> sizes = new ArrayList<>();
    for (Json item : fields.list(name)) {
      if (!(item instanceof Json.Num number)
          || number.whole().isEmpty()
          || number.whole().getAsLong() < 0) {
        throw fields.error("%s needs whole numbers from 0 to 2^63 - 1".formatted(name));
      }
      sizes.add(number.whole().getAsLong());
    }
    return sizes;
  }

  private static long bytes(Fields fields, Dtype dtype, List<Long> shape) {
    try {
      long bits = dtype.bits();
      for (long size : shape) {
        bits = Math.multiplyExact(bits, size);
      }
      if (bits % Byte.SIZE != 0) {
        throw fields.error("its shape %s of %s ends inside a byte".formatted(shape, dtype));
      }
      return bits / Byte.SIZE;
    } catch (ArithmeticException e) {
      throw new InputException(
          "%s: its shape %s is too large for any file".formatted(fields.where(), shape), e);
    }
  }

  /** Every byte must belong to exactly one tensor, or a file could hide something else. */
  private static void requireFilled(List<StoredTensor> tensors, long dataSize) {
    long at = 0;
    for (StoredTensor tensor : tensors) {
      if (tensor.begin() != at) {
        throw new InputException(
            "tensor %s begins at byte %d of the data instead of %d, which is %s"
                .formatted(
                    Names.quote(tensor.name()),
                    tensor.begin(),
                    at,
                    tensor.begin() < at ? "an overlap" : "a gap"));
      }
      at = tensor.end();
    }
    if (at > dataSize) {
      throw new InputException(
          "it ends early: %d of its %d bytes of data are missing".formatted(at - dataSize, at));
    }
    if (at < dataSize) {
      throw new InputException("%d bytes stand behind its last tensor".formatted(dataSize - at));
    }
  }
}
