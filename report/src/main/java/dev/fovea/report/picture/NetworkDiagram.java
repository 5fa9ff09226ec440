package dev.fovea.report.picture;

import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.net.Summary;
import dev.fovea.report.picture.DiagramLayout.Place;
import dev.fovea.report.picture.NetworkBlocks.Block;
import dev.fovea.report.picture.NetworkBlocks.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The layers of a network as the tutorials draw them: blocks sized by their shapes, with names,
 * shapes and parameters.
 */
public final class NetworkDiagram {

  private static final int TITLE = 34;
  private static final double LARGEST = 84;
  private static final double SMALLEST = 16;

  /** What the depth of a block goes to the right and up. */
  private static final double ASIDE = 0.30;

  private final List<Block> blocks;
  private final double tallest;
  private final Svg svg = new Svg();

  private NetworkDiagram(Network network) {
    this.blocks = NetworkBlocks.of(network);
    this.tallest = blocks.stream().mapToInt(block -> block.shape().height()).max().orElse(1);
  }

  /**
   * The diagram as an element {@code <svg>}, which is part of a page; at most 1,100 pixels wide.
   * Blocks are as high as the rows of what comes out of them, as deep as its columns and as thick
   * as its channels, all on scales that let small ones be seen.
   *
   * <p>Text has the colour of the text around it. The colours of the blocks can be set by the
   * variables {@code --net-image}, {@code --net-convolution}, {@code --net-pooling}, {@code
   * --net-dense}, {@code --net-join}, {@code --net-other} and {@code --net-group} of CSS. Names are
   * escaped. In a network of more than 26 blocks those that share the first part of their names are
   * one.
   */
  public static String svg(Network network) {
    return new NetworkDiagram(network).draw(network, "");
  }

  /** The same as a file of its own: on white, whatever is behind it. */
  public static byte[] file(Network network) {
    return new NetworkDiagram(network)
        .draw(network, "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The three sides of a block as it is seen. */
  private record Size(double thick, double high, double aside) {

    double width() {
      return thick + aside;
    }

    double height() {
      return high + aside;
    }
  }

  private Size size(Shape shape) {
    double channels = Math.log(shape.channels()) / Math.log(2);
    if (shape.isVector()) {
      return new Size(10, Math.clamp(10 + 9 * channels, SMALLEST, SMALLEST + LARGEST), 4);
    }
    double high = SMALLEST + LARGEST * Math.sqrt(shape.height() / tallest);
    double deep = SMALLEST + LARGEST * Math.sqrt(Math.min(1, shape.width() / tallest));
    return new Size(5 + 5 * channels, high, deep * ASIDE);
  }

  private String draw(Network network, String ground) {
    DiagramLayout layout =
        DiagramLayout.of(
            blocks, block -> size(block.shape()).width(), block -> size(block.shape()).height());
    Summary summary = Summary.of(network);
    String facts =
        String.format(
            Locale.ROOT,
            "%,d parameters, %,d multiply-adds",
            summary.parameters(),
            summary.multiplyAdds());
    svg.add("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" ");
    svg.add("aria-label=\"%s\" ", Svg.escaped(label(network, facts)));
    svg.add(
        "viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" ",
        layout.width(), layout.height() + TITLE, layout.width(), layout.height() + TITLE);
    svg.add("font-family=\"system-ui, 'DejaVu Sans', sans-serif\" font-size=\"11\" ");
    svg.add("fill=\"currentColor\" stroke-linejoin=\"round\">\n%s", ground);
    svg.add(
        "<text x=\"12\" y=\"22\" font-size=\"13\"><tspan font-weight=\"bold\">%s</tspan>",
        Svg.escaped(DiagramLayout.cut(network.name(), 60)));
    svg.add("<tspan dx=\"10\" opacity=\"0.7\">%s</tspan></text>\n", facts);
    for (int i = 0; i < blocks.size(); i++) {
      edges(i, layout);
      block(blocks.get(i), layout.places().get(i));
    }
    return svg.add("</svg>\n").toString();
  }

  private String label(Network network, String facts) {
    String layers =
        blocks.stream()
            .map(block -> block.name() + " " + block.shape())
            .collect(Collectors.joining(", "));
    return "Network %s, %s. In order: %s.".formatted(network.name(), facts, layers);
  }

  private double middle(Place place) {
    return TITLE + place.middle();
  }

  private void block(Block block, Place place) {
    Size size = size(block.shape());
    double x = place.x() - size.width() / 2;
    double y = middle(place) - size.height() / 2;
    String colour = colour(block.kind());
    String name = block.kind().name().toLowerCase(Locale.ROOT);
    svg.add("<g><title>%s</title>\n", Svg.escaped(hint(block)));
    // The attribute is for viewers that know no variables of CSS: they pass over the style.
    svg.add("<g fill=\"%s\" stroke=\"%s\" ", colour, colour);
    svg.add("style=\"fill:var(--net-%s,%s);stroke:var(--net-%s,%s)\">", name, colour, name, colour);
    if (block.kind() == Kind.GROUP) {
      cuboid(size, x + 5, y - 5);
    }
    cuboid(size, x, y);
    svg.add("</g>\n");
    double line = TITLE + place.text();
    text(place.x(), line, "font-size=\"12\" font-weight=\"bold\"", place.lines().getFirst());
    for (String words : place.lines().subList(1, place.lines().size())) {
      line += DiagramLayout.LINE;
      text(place.x(), line, "opacity=\"0.8\"", words);
    }
    svg.add("</g>\n");
  }

  private static String hint(Block block) {
    return String.format(
        Locale.ROOT,
        "%s: %s%s, out comes %s, %,d parameters",
        block.name(),
        block.kind() == Kind.GROUP ? block.layers() + " layers, " : "",
        block.notes().isEmpty() ? "what goes in" : String.join(" ", block.notes()),
        block.shape(),
        block.parameters());
  }

  private static String colour(Kind kind) {
    return switch (kind) {
      case IMAGE -> "#717581";
      case CONVOLUTION -> "#3f90da";
      case POOLING -> "#e76300";
      case DENSE -> "#832db6";
      case JOIN -> "#bd1f01";
      case OTHER -> "#94a4a2";
      case GROUP -> "#2a9d6f";
    };
  }

  /** Front, top and right side, whose upper left corner as a whole is given. */
  private void cuboid(Size size, double x, double y) {
    double a = size.aside();
    double top = y + a;
    double right = x + size.thick();
    double bottom = top + size.high();
    svg.add(
        "<path fill-opacity=\"0.55\" d=\"M%.2f %.2fH%.2fV%.2fH%.2fZ\"/>", x, top, right, bottom, x);
    svg.add(
        "<path fill-opacity=\"0.3\" d=\"M%.2f %.2fL%.2f %.2fH%.2fL%.2f %.2fZ\"/>",
        x, top, x + a, y, right + a, right, top);
    svg.add(
        "<path fill-opacity=\"0.75\" d=\"M%.2f %.2fL%.2f %.2fV%.2fL%.2f %.2fZ\"/>",
        right, top, right + a, y, bottom - a, right, bottom);
  }

  private void text(double x, double y, String style, String words) {
    svg.add(
        "<text x=\"%.2f\" y=\"%.2f\" text-anchor=\"middle\" %s>%s</text>\n",
        x, y, style, Svg.escaped(words));
  }

  /** What leads to a block. */
  private void edges(int to, DiagramLayout layout) {
    Place end = layout.places().get(to);
    double left = end.x() - size(blocks.get(to).shape()).width() / 2 - 3;
    for (int from : blocks.get(to).inputs()) {
      Place start = layout.places().get(from);
      Size size = size(blocks.get(from).shape());
      double right = start.x() + size.width() / 2 + 3;
      if (start.row() != end.row()) {
        if (from == to - 1) { // the line goes on in the next row
          arrow(right, layout.width() - 4, middle(start));
          arrow(4, left, middle(end));
        }
      } else if (from == to - 1) {
        arrow(right, left, middle(end));
      } else {
        arc(start, end, size, size(blocks.get(to).shape()));
      }
    }
  }

  private void arrow(double from, double to, double y) {
    svg.add(
        "<path fill=\"none\" stroke=\"currentColor\" opacity=\"0.6\" "
            + "d=\"M%.2f %.2fH%.2fm-4 -3l4 3l-4 3\"/>\n",
        from, y, to);
  }

  /** Over the blocks between the two. */
  private void arc(Place start, Place end, Size from, Size to) {
    double y1 = middle(start) - from.height() / 2 - 3;
    double y2 = middle(end) - to.height() / 2 - 3;
    double peak = TITLE + end.top() - DiagramLayout.ARCS;
    svg.add(
        "<path fill=\"none\" stroke=\"currentColor\" opacity=\"0.6\" "
            + "d=\"M%.2f %.2fC%.2f %.2f %.2f %.2f %.2f %.2fm-3 -5l3 5l3 -5\"/>\n",
        start.x(), y1, start.x(), peak, end.x(), peak, end.x(), y2);
  }
}
