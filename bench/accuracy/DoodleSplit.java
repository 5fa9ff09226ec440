import dev.fovea.data.*;
import dev.fovea.sources.*;
import java.io.*;
import java.nio.file.*;

/**
 * The drawings of recipe doodle as bytes, for doodle_seeds.py: ./fovea run
 * bench/accuracy/DoodleSplit.java DRAWINGS FOLDER.
 */
void main(String[] arguments) throws IOException {
  Dataset all = Sources.read(arguments[0]).training().labelled();
  Split split = Split.stratified(all, 0.1248, 1); // as the recipe has it
  write(split.training(), Path.of(arguments[1], "train"));
  write(split.test(), Path.of(arguments[1], "test"));
}

void write(Dataset part, Path file) throws IOException {
  byte[] labels = new byte[part.labels().length];
  for (int i = 0; i < labels.length; i++) {
    labels[i] = (byte) part.labels()[i];
  }
  Files.createDirectories(file.getParent());
  Files.write(Path.of(file + ".pixels"), part.pixels());
  Files.write(Path.of(file + ".labels"), labels);
  IO.println(file + ": " + labels.length);
}
