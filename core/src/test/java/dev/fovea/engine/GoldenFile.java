package dev.fovea.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the scripts in {@code core/src/test/golden} wrote: safetensors with tensors of F64,
 * F32 and I64, and JSON objects of plain numbers in the metadata. It knows no more of that format,
 * and shares nothing with the reader that it helps to test.
 */
public final class GoldenFile {

  private static final Pattern TENSOR =
      Pattern.compile(
          "\"([^\"]+)\":\\{\"dtype\":\"(\\w+)\",\"shape\":\\[[^]]*],"
              + "\"data_offsets\":\\[(\\d+),(\\d+)]}");

  private final String header;
  private final Map<String, double[]> tensors = new HashMap<>();

  private GoldenFile(ByteBuffer file) {
    byte[] text = new byte[Math.toIntExact(file.getLong())];
    file.get(text);
    header = new String(text, StandardCharsets.UTF_8);
    ByteBuffer data = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    Matcher matcher = TENSOR.matcher(header);
    while (matcher.find()) {
      int from = Integer.parseInt(matcher.group(3));
      int to = Integer.parseInt(matcher.group(4));
      tensors.put(matcher.group(1), numbers(data, matcher.group(2), from, to));
    }
  }

  /** Reads {@code dev/fovea/golden/NAME.safetensors} from the class path. */
  public static GoldenFile read(String name) {
    String resource = "/dev/fovea/golden/" + name + ".safetensors";
    try (InputStream in = GoldenFile.class.getResourceAsStream(resource)) {
      return new GoldenFile(ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] numbers(ByteBuffer data, String dtype, int from, int to) {
    int width = dtype.equals("F32") ? 4 : 8;
    double[] numbers = new double[(to - from) / width];
    for (int i = 0; i < numbers.length; i++) {
      int at = from + i * width;
      numbers[i] =
          switch (dtype) {
            case "F64" -> data.getDouble(at);
            case "F32" -> data.getFloat(at);
            case "I64" -> data.getLong(at);
            default -> throw new AssertionError(dtype);
          };
    }
    return numbers;
  }

  /** All numbers of a tensor, row by row. */
  public double[] numbers(String name) {
    double[] numbers = tensors.get(name);
    if (numbers == null) {
      throw new AssertionError("no tensor " + name);
    }
    return numbers;
  }

  /** Whether there is such a tensor. */
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /** The same as floats, which must hold them exactly. */
  public float[] floats(String name) {
    double[] numbers = numbers(name);
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
      if (floats[i] != numbers[i]) {
        throw new AssertionError(name + " is not float: " + numbers[i]);
      }
    }
    return floats;
  }

  /** The number {@code key} of the JSON object {@code entry} in the metadata. */
  public int setting(String entry, String key) {
    Matcher object = Pattern.compile("\"" + entry + "\":\"\\{(.*?)}\"").matcher(header);
    if (object.find()) {
      Matcher number = Pattern.compile("\"" + key + "\\\\\": (\\d+)").matcher(object.group(1));
      if (number.find()) {
        return Integer.parseInt(number.group(1));
      }
    }
    throw new AssertionError("no " + key + " in " + entry);
  }
}
