package dev.fovea.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.Add;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.zoo.Zoo;
import dev.fovea.report.picture.NetworkBlocks.Block;
import dev.fovea.report.picture.NetworkBlocks.Kind;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The diagram of a network: its blocks, what they are joined by, and that it is sound XML. */
class NetworkDiagramTest {

  private static Document parsed(Network network) throws Exception {
    String svg = NetworkDiagram.svg(network);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<String> texts(Document document, String element) {
    NodeList found = document.getElementsByTagName(element);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }

  private static List<String> names(Network network) {
    return NetworkBlocks.of(network).stream().map(Block::name).toList();
  }

  @Test
  void whatChangesNoShapeGoesWithTheLayerBeforeIt() throws Exception {
    List<Block> blocks = NetworkBlocks.of(Zoo.lenet());
    assertThat(names(Zoo.lenet()))
        .containsExactly(
            "image", "conv1", "pool1", "conv2", "pool2", "flatten1", "dense1", "dense2");
    assertThat(blocks.get(2).notes()).containsExactly("MaxPool2d 2", "+ ReLU");
    assertThat(blocks.get(2).shape()).isEqualTo(new Shape(10, 12, 12));
    assertThat(blocks.get(1).parameters()).isEqualTo(260);
    assertThat(blocks.stream().mapToLong(Block::parameters).sum()).isEqualTo(21_840);
    Document document = parsed(Zoo.lenet());
    assertThat(texts(document, "text"))
        .contains("conv1", "10 x 24 x 24", "Conv2d 5x5, 10", "260 parameters", "16,050 parameters")
        .anyMatch(text -> text.startsWith("lenet") && text.contains("21,840 parameters"));
    Element root = document.getDocumentElement();
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getAttribute("aria-label")).contains("lenet", "conv2 20 x 8 x 8", "dense2 10");
    assertThat(Integer.parseInt(root.getAttribute("width"))).isLessThanOrEqualTo(1100);
  }

  @Test
  void longNetworksAreFoldedByTheFirstPartOfTheirNames() {
    assertThat(names(Zoo.resnet18()))
        .containsExactly(
            "image", "conv1", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool", "fc");
    Block second = NetworkBlocks.of(Zoo.resnet18()).get(4);
    assertThat(second.kind()).isEqualTo(Kind.GROUP);
    assertThat(second.notes()).containsExactly("5 conv, 2 add");
    assertThat(second.inputs()).containsExactly(3);
    assertThat(names(Zoo.googlenet())).contains("conv1", "inception3a", "inception5b");
    Block first = NetworkBlocks.of(Zoo.googlenet()).get(1);
    assertThat(first.kind()).isEqualTo(Kind.CONVOLUTION);
    // Folded, all of it would be two blocks.
    assertThat(names(Zoo.vgg16())).hasSizeGreaterThan(20);
  }

  @Test
  void allParametersAreSomewhereAndEveryNetworkFits() throws Exception {
    for (Network network : Zoo.all()) {
      List<Block> blocks = NetworkBlocks.of(network);
      assertThat(blocks.stream().mapToLong(Block::parameters).sum())
          .as(network.name())
          .isEqualTo(network.parameterCount());
      assertThat(blocks.getLast().shape()).isEqualTo(network.output());
      Element root = parsed(network).getDocumentElement();
      assertThat(Integer.parseInt(root.getAttribute("width")))
          .as(network.name())
          .isBetween(100, 1100);
    }
  }

  private static Network residual(String name) {
    NetworkBuilder net = new NetworkBuilder(name, new Shape(1, 28, 28));
    int x = net.add(new Conv2d(8, 3).withPadding(1));
    net.add(new Relu());
    int y = net.add(new Conv2d(8, 3).withPadding(1));
    net.add(new Add(), x, y);
    net.add(new Flatten());
    net.add("<b>&\"out\u0007", new Dense(10));
    return net.build();
  }

  @Test
  void branchesAreDrawnAndSaid() throws Exception {
    List<Block> blocks = NetworkBlocks.of(residual("residual"));
    // The ReLU is not the only reader of the first convolution, so that it stands for itself.
    assertThat(blocks.stream().map(Block::name))
        .containsExactly("image", "conv1", "relu1", "conv2", "add1", "flatten1", "<b>&\"out\u0007");
    assertThat(blocks.get(4).inputs()).containsExactly(1, 3);
    Document document = parsed(residual("residual"));
    assertThat(texts(document, "text")).contains("from conv1");
    NodeList paths = document.getElementsByTagName("path");
    int arcs = 0;
    for (int i = 0; i < paths.getLength(); i++) {
      arcs += ((Element) paths.item(i)).getAttribute("d").contains("C") ? 1 : 0;
    }
    assertThat(arcs).isEqualTo(1);
  }

  @Test
  void namesStayText() throws Exception {
    Network network = residual("</svg><script>alert(1)</script>");
    assertThat(NetworkDiagram.svg(network))
        .doesNotContain("<script", "<b>", "\u0007")
        .contains("&lt;b&gt;&amp;&quot;out\uFFFD");
    assertThat(texts(parsed(network), "text")).anyMatch(text -> text.contains("<script>"));
  }

  @Test
  void theSameNetworkGivesTheSameText() {
    assertThat(NetworkDiagram.svg(Zoo.alexnet())).isEqualTo(NetworkDiagram.svg(Zoo.alexnet()));
  }
}
