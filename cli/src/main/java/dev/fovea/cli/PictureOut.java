package dev.fovea.cli;

import dev.fovea.data.InputException;
import dev.fovea.model.AtomicFile;
import dev.fovea.report.picture.Encoded;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say where a picture goes: into a file, and small into the terminal too. */
public final class PictureOut {

  /** A small picture leaves room for what was said before it. */
  private static final int MOST_LINES = 30;

  /** Endings that promise what a file holds. */
  private static final Set<String> OTHERS =
      Set.of("png", "svg", "jpg", "jpeg", "gif", "bmp", "webp", "pdf");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write. Default: NAME-WHAT.png in this folder.")
  private Path file;

  @Option(names = "--overwrite", description = "Replace that file if it is there.")
  private boolean overwrite;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * The file to write, checked before work begins.
   *
   * @param usual its name unless the user gave one
   * @throws InputException if it is there and may not be replaced, or its ending promises another
   *     kind of file
   */
  public Path target(String usual) {
    Path target = file == null ? Path.of(usual) : file;
    String ending = ending(usual);
    if (OTHERS.contains(ending(target.toString())) && !ending(target.toString()).equals(ending)) {
      throw new InputException(
          "%s will not do: this picture is written as %s, so give its file that ending"
              .formatted(target, ending));
    }
    OutputFile.check("--out", target, overwrite);
    return target;
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Writes a picture as PNG, and shows it in a terminal that has colours. */
  public void write(BufferedImage picture, Path target) {
    AtomicFile.write(target, Encoded.png(picture));
    PixelText text = PixelText.of(spec.commandLine());
    PrintWriter out = spec.commandLine().getOut();
    if (text.isColoured()) {
      text.lines(picture, Fovea.width() - 1, MOST_LINES).forEach(out::println);
    }
    said(target);
  }

  /** Writes what is a file already. */
  public void write(byte[] bytes, Path target) {
    AtomicFile.write(target, bytes);
    said(target);
  }

  private void said(Path target) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Wrote " + target);
    out.flush();
  }
}
