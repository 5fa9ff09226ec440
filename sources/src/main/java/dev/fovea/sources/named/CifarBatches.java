package dev.fovea.sources.named;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.values.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * CIFAR-10's binary version: files of records, each a label and then 32 x 32 bytes of red, of green
 * and of blue.
 */
final class CifarBatches {

  private static final String FOLDER = "cifar-10-batches-bin/";
  private static final String TEST = "test_batch.bin";
  private static final List<String> TRAINING =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");

  private static final int IMAGE = 3 * 32 * 32;
  private static final int RECORD = 1 + IMAGE;
  private static final int MOST_RECORDS = 10_000;

  private CifarBatches() {}

  /** Those that lie unpacked, by name. */
  static Map<String, Path> unpacked(Places places, NamedSet set) {
    Map<String, Path> found = new TreeMap<>();
    List<String> names = new ArrayList<>(TRAINING);
    names.add(TEST);
    for (String name : names) {
      places.find(set, List.of(name, FOLDER + name)).ifPresent(path -> found.put(name, path));
    }
    return found;
  }

  /** Whether it is all of them. */
  static boolean complete(Map<String, ?> batches) {
    return batches.size() == TRAINING.size() + 1;
  }

  /**
   * Reads unpacked files.
   *
   * @throws InputException if one cannot be read or is damaged, or there is no training batch
   */
  static Found read(NamedSet set, Map<String, Path> files) {
    checkMemory(set, files.size());
    Map<String, byte[]> batches = new TreeMap<>();
    for (Map.Entry<String, Path> entry : files.entrySet()) {
      Path file = entry.getValue();
      try {
        long size = Files.size(file);
        if (size > (long) MOST_RECORDS * RECORD) {
          throw wrongLength(file.toString(), size);
        }
        batches.put(entry.getKey(), Files.readAllBytes(file));
      } catch (IOException e) {
        throw InputFiles.unreadable(file, e);
      }
    }
    return found(set, files.values().iterator().next().getParent().toString(), batches);
  }

  /**
   * Reads the archive, {@code .tar.gz}.
   *
   * @throws InputException if it cannot be read, is damaged, or has no training batch
   */
  static Found read(NamedSet set, Path archive) {
    checkMemory(set, TRAINING.size() + 1);
    Map<String, byte[]> batches = new TreeMap<>();
    HashSet<String> wanted = new HashSet<>();
    TRAINING.forEach(name -> wanted.add(FOLDER + name));
    wanted.add(FOLDER + TEST);
    try (InputStream in = new GZIPInputStream(InputFiles.open(archive), 1 << 16)) {
      TarFiles.read(archive.toString(), in, wanted, MOST_RECORDS * RECORD)
          .forEach((name, bytes) -> batches.put(name.substring(FOLDER.length()), bytes));
    } catch (IOException e) {
      throw new InputException(
          "%s is damaged (%s): delete it and fetch it again".formatted(archive, e.getMessage()), e);
    }
    return found(set, archive.toString(), batches);
  }

  private static void checkMemory(NamedSet set, int batches) {
    long bytes = (long) batches * MOST_RECORDS * RECORD;
    // The files, and the pixels that are made of them.
    Memory.check(set.name(), bytes, 2 * bytes);
  }

  private static Found found(NamedSet set, String where, Map<String, byte[]> batches) {
    List<String> training = TRAINING.stream().filter(batches::containsKey).toList();
    if (training.isEmpty()) {
      throw new InputException(
          "%s holds no data_batch_1.bin: give all of CIFAR-10's binary version".formatted(where));
    }
    List<String> remarks = new ArrayList<>();
    if (!complete(batches)) {
      remarks.add(
          "CIFAR-10 is not complete in %s: only %s are there"
              .formatted(where, String.join(", ", batches.keySet())));
    }
    Optional<Images> test =
        batches.containsKey(TEST)
            ? Optional.of(images(set, where, List.of(TEST), batches))
            : Optional.empty();
    return new Found(set.title(), images(set, where, training, batches), test, remarks);
  }

  private static Images images(
      NamedSet set, String where, List<String> names, Map<String, byte[]> batches) {
    long count = names.stream().mapToLong(name -> records(where, name, batches.get(name))).sum();
    byte[] pixels = new byte[(int) count * IMAGE];
    int[] labels = new int[(int) count];
    int at = 0;
    for (String name : names) {
      byte[] batch = batches.remove(name);
      for (int from = 0; from < batch.length; from += RECORD) {
        int label = Byte.toUnsignedInt(batch[from]);
        if (label >= set.classes().size()) {
          throw new InputException(
              "%s in %s gives image %d the label %d, but there are 10 classes: fetch it again"
                  .formatted(name, where, from / RECORD, label));
        }
        labels[at] = label;
        System.arraycopy(batch, from + 1, pixels, at * IMAGE, IMAGE);
        at++;
      }
    }
    return new Images(set.name(), 3, 32, 32, pixels, Optional.of(labels), set.classes());
  }

  private static int records(String where, String name, byte[] batch) {
    if (batch.length == 0 || batch.length % RECORD != 0) {
      throw wrongLength(name + " in " + where, batch.length);
    }
    return batch.length / RECORD;
  }

  private static InputException wrongLength(String name, long length) {
    return new InputException(
        "%s has %d bytes, which is not 1 to %d records of %d: fetch it again"
            .formatted(name, length, MOST_RECORDS, RECORD));
  }
}
