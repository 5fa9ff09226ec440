package dev.fovea.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Inputs of up to a megabyte that ask as much of each reader as anybody could think of: what is
 * packed as tightly as can be, what is looked up for each line, what is drawn far.
 */
final class Large {

  private static final int MOST = 1_000_000;

  private Large() {}

  /** At least one for each of {@link Readers#ALL}. */
  static List<byte[]> of(Reader reader) {
    return switch (reader.name()) {
      case "idx" -> List.of(images(3, 577, 577, new byte[3 * 577 * 577]));
      case "idx-labels" -> List.of(idx(0x0801, MOST - 8).put(new byte[MOST - 8]).array());
      case "gzip" ->
          List.of(Packed.gzip(images(3, 11_264, 10_240, new byte[0]), Packed.BLACK, 330));
      case "npy" -> List.of(array("<f2", "(124950, 2, 2)", new byte[999_600]));
      case "npz" -> List.of(Packed.npz(npyHead("<f8", "(2, 7680, 8192)"), 960));
      case "csv" ->
          List.of(repeated("label,p0,p1,p2,p3\n", "1,1e-9,1e-9,1e-9,1e-9\n"), repeated("", "0,"));
      case "csv-gzip" ->
          List.of(Packed.gzip(text("label,a,b,c,d\n1,0,0,0,0\n"), Packed.LINES, 940));
      case "cifar" -> List.of(new byte[325 * 3073]);
      case "ndjson" ->
          List.of(repeated("", drawing(100, 100)), repeated("", drawing(1, 1)), repeated("", "\n"));
      case "ndjson-gzip" -> List.of(Packed.gzip(text(drawing(1, 1)), Packed.LINES, 940));
      case "picture" -> LargePictures.ofOneSize();
      case "picture-own" -> LargePictures.ofTheirOwn();
      case "labels-csv" ->
          List.of(
              lines("file,label\n", i -> Integer.toString(i, 36) + ",a\n"),
              lines("file,label\n", i -> Integer.toString(i, 36) + "/x,a\n"),
              repeated("file,label\n1.bmp,cat\n", "2.bmp,d\n"));
      case "safetensors" -> List.of(tensors(""));
      case "network" -> List.of(convolutions());
      case "recipe" -> List.of(repeated("{\"name\":\"n\",\"data\":[0", ",0"));
      case "history" -> List.of(epochs());
      case "checkpoint" ->
          List.of(tensors("\"__metadata__\":{\"format\":\"fovea checkpoint\",\"version\":\"1\"},"));
      default -> throw new AssertionError("nothing large for " + reader);
    };
  }

  private static byte[] images(int count, int height, int width, byte[] pixels) {
    return ByteBuffer.allocate(16 + pixels.length)
        .putInt(0x0803)
        .putInt(count)
        .putInt(height)
        .putInt(width)
        .put(pixels)
        .array();
  }

  private static ByteBuffer idx(int magic, int count) {
    return ByteBuffer.allocate(8 + count).putInt(magic).putInt(count);
  }

  private static byte[] array(String type, String shape, byte[] numbers) {
    byte[] head = npyHead(type, shape);
    return ByteBuffer.allocate(head.length + numbers.length).put(head).put(numbers).array();
  }

  private static byte[] npyHead(String type, String shape) {
    String dict = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
    byte[] text = text(dict + " ".repeat(117 - dict.length()) + "\n");
    return ByteBuffer.allocate(10 + text.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0x93)
        .put(text("NUMPY\1\0"))
        .putShort((short) text.length)
        .put(text)
        .array();
  }

  /** A drawing of strokes from top to bottom and back. */
  private static String drawing(int strokes, int points) {
    String y =
        IntStream.range(0, points)
            .mapToObj(i -> i % 2 == 0 ? "0" : "255")
            .collect(Collectors.joining(","));
    String x =
        IntStream.range(0, points)
            .mapToObj(i -> i % 2 == 0 ? "0" : "9")
            .collect(Collectors.joining(","));
    String stroke = "[[%s],[%s]]".formatted(x, y);
    return "{\"word\":\"a\",\"drawing\":[%s]}\n"
        .formatted(String.join(",", Collections.nCopies(strokes, stroke)));
  }

  private static byte[] tensors(String before) {
    byte[] names =
        lines(
            "{" + before + "\"first\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}",
            i -> ",\"%d\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}".formatted(i));
    return ByteBuffer.allocate(8 + names.length + 1)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(names.length + 1)
        .put(names)
        .put((byte) '}')
        .array();
  }

  private static byte[] convolutions() {
    String layers =
        IntStream.range(0, 10_000)
            .mapToObj(
                i ->
                    "{\"name\":\"%d\",\"type\":\"Conv2d\",\"outChannels\":1,\"kernel\":3,\"padding\":1}"
                        .formatted(i))
            .collect(Collectors.joining(","));
    return text("{\"name\":\"n\",\"input\":[1,8,8],\"layers\":[" + layers + "]}");
  }

  private static byte[] epochs() {
    return lines(
        "epoch,trainLoss,trainAccuracy,testLoss,testAccuracy,imagesPerSecond,seconds,"
            + "validationLoss,validationAccuracy,learningRate\n",
        i -> "%d,0,0,,,0,0,,,0\n".formatted(i + 1));
  }

  private static byte[] repeated(String first, String line) {
    return lines(first, i -> line);
  }

  /** As many as a megabyte has room for. */
  private static byte[] lines(String first, IntFunction<String> line) {
    StringBuilder all = new StringBuilder(first);
    String next = line.apply(0);
    for (int i = 1; all.length() + next.length() < MOST - 100; i++) {
      all.append(next);
      next = line.apply(i);
    }
    return text(all.toString());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
