package dev.fovea.sources.named;

/** Is told how a download goes on; called from the thread that downloads, some times a second. */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress SILENT = (file, bytes, total) -> {};

  /**
   * So much is there.
   *
   * @param file the file's name: {@code train-images-idx3-ubyte.gz}
   * @param bytes how many bytes of it are on this machine
   * @param total how many it will be, or 0 where that is not known yet
   */
  void at(String file, long bytes, long total);
}
