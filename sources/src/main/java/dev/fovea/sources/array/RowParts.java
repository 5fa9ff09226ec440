package dev.fovea.sources.array;

import dev.fovea.sources.values.ImageShape;
import java.util.Arrays;
import java.util.List;

/** The files of a stream, and which of their rows is which image. */
sealed interface RowParts {

  /** The files, open. */
  List<NpyRows> files();

  /** How many images there are. */
  long count();

  /** As an {@link NpyStream} reads. */
  void read(long first, int count, byte[] pixels, int[] labels, int at);

  /** One file of images in order, with labels. */
  record Labelled(NpyRows file, int[] all) implements RowParts {

    @Override
    public List<NpyRows> files() {
      return List.of(file);
    }

    @Override
    public long count() {
      return file.count();
    }

    @Override
    public void read(long first, int count, byte[] pixels, int[] labels, int at) {
      file.read(first, count, pixels, at);
      System.arraycopy(all, (int) first, labels, at, count);
    }
  }

  /** A file a class, interleaved. */
  final class Classes implements RowParts {

    /** Bytes that are sorted at once. */
    private static final int PIECE = 1 << 20;

    private final List<NpyRows> files;
    private final Interleaving order;
    private final int size;
    private final byte[] sorted;
    private final long[] rows;
    private final int[] places;

    Classes(List<NpyRows> files) {
      this.files = List.copyOf(files);
      this.order = new Interleaving(files.stream().mapToLong(NpyRows::count).toArray());
      ImageShape shape = files.getFirst().shape();
      this.size = shape.bytes();
      this.sorted = new byte[(int) Math.min(order.total(), Math.max(1, PIECE / size)) * size];
      this.rows = new long[files.size()];
      this.places = new int[files.size()];
    }

    @Override
    public List<NpyRows> files() {
      return files;
    }

    @Override
    public long count() {
      return order.total();
    }

    @Override
    public synchronized void read(long first, int count, byte[] pixels, int[] labels, int at) {
      int most = sorted.length / size;
      int some;
      for (int done = 0; done < count; done += some) {
        some = Math.min(most, count - done);
        piece(first + done, some, pixels, labels, at + done);
      }
    }

    /** What comes of a class lies together in its file: it is read at once, then dealt out. */
    private void piece(long first, int count, byte[] pixels, int[] labels, int at) {
      order.find(first, count, labels, at, rows);
      Arrays.fill(places, 0);
      for (int i = at; i < at + count; i++) {
        places[labels[i]]++;
      }
      int place = 0;
      for (int c = 0; c < places.length; c++) {
        int some = places[c];
        if (some > 0) {
          files.get(c).read(rows[c], some, sorted, place);
        }
        places[c] = place;
        place += some;
      }
      for (int i = at; i < at + count; i++) {
        System.arraycopy(sorted, places[labels[i]]++ * size, pixels, i * size, size);
      }
    }
  }
}
