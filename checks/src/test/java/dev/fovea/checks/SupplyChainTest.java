package dev.fovea.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What others wrote: it is named, in one version, and is all that is there. */
class SupplyChainTest {

  private static final Path APP = JavaFiles.root().resolve("cli/target/app");

  /** Where the classes of a group lie in the jar, and as what the bill of materials names it. */
  private static final Map<String, String> GROUPS =
      Map.of(
          "dev/fovea/", "dev.fovea",
          "picocli/", "info.picocli",
          "gg/jte/", "gg.jte",
          "org/knowm/xchart/", "org.knowm.xchart",
          "com/twelvemonkeys/", "com.twelvemonkeys",
          "META-INF/resources/webjars/chart.js/", "org.webjars.npm");

  private static final Set<String> LICENCES =
      Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "BSD-4-Clause", "EPL-2.0");

  /** Numbers, or properties that are numbers; one or two of them. */
  private static final String ONE_VERSION = "(\\d[\\w.-]*|\\$\\{[\\w.]+}(-\\$\\{[\\w.]+})?)";

  /** Of a plugin: there the version of the JDK, which may be any from 25 on. */
  private static final String SETTINGS = "configuration";

  @Test
  void theBillOfMaterialsNamesWhatIsInTheJar() throws IOException {
    Fovea.assumeBuilt();
    Set<String> inTheJar = new TreeSet<>();
    try (JarFile jar = new JarFile(APP.resolve("fovea.jar").toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        String name = entry.getName();
        boolean library =
            name.endsWith(".class") || name.contains("/webjars/") && !entry.isDirectory();
        if (library) {
          inTheJar.add(group(name));
        }
      }
    }
    Set<String> inTheBill =
        components().stream()
            .map(component -> text(component, "group"))
            .map(group -> group.startsWith("com.twelvemonkeys") ? "com.twelvemonkeys" : group)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(inTheJar).isEqualTo(inTheBill);
  }

  private static String group(String entry) {
    return GROUPS.keySet().stream()
        .filter(entry::startsWith)
        .map(GROUPS::get)
        .findFirst()
        .orElse(entry);
  }

  @Test
  void eachComponentHasVersionLicenceAndDigest() throws IOException {
    Fovea.assumeBuilt();
    for (Json.Obj component : components()) {
      String name = text(component, "name");
      assertThat(text(component, "version")).as(name).matches("\\d[\\w.]*");
      assertThat(licence(component)).as(name).isIn(LICENCES);
      assertThat(component.fields()).as(name).containsKey("hashes");
    }
  }

  private static String licence(Json.Obj component) {
    Json.Obj first = (Json.Obj) ((Json.Arr) component.fields().get("licenses")).items().getFirst();
    return text((Json.Obj) first.fields().get("license"), "id");
  }

  private static List<Json.Obj> components() throws IOException {
    Json.Obj bill = (Json.Obj) Json.parse(Files.readString(APP.resolve("fovea.cdx.json")));
    return ((Json.Arr) bill.fields().get("components"))
        .items().stream().map(Json.Obj.class::cast).toList();
  }

  private static String text(Json.Obj object, String field) {
    return ((Json.Str) object.fields().get(field)).value();
  }

  /** In a {@code version} or a property like {@code junit.version}. */
  @Test
  void everyVersionIsOneVersion() throws Exception {
    Set<String> loose = new TreeSet<>();
    int seen = 0;
    for (Path pom : poms()) {
      for (Element element : elements(pom, "*")) {
        String name = element.getNodeName();
        String text = element.getTextContent().strip();
        boolean setting = element.getParentNode().getNodeName().equals(SETTINGS);
        if (!setting && (name.equals("version") || name.endsWith(".version"))) {
          seen++;
          if (!text.matches(ONE_VERSION) || text.contains("SNAPSHOT")) {
            loose.add(JavaFiles.root().relativize(pom) + ": " + text);
          }
        }
      }
    }
    assertThat(loose).isEmpty();
    assertThat(seen).isGreaterThan(50);
  }

  @Test
  void everyPluginHasItsVersion() throws Exception {
    Set<String> with = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    for (Path pom : poms()) {
      for (Element plugin : elements(pom, "plugin")) {
        String name = child(plugin, "artifactId");
        if (name != null) { // else one of a plugin's own settings
          all.add(name);
          if (child(plugin, "version") != null) {
            with.add(name);
          }
        }
      }
    }
    assertThat(all).isEqualTo(with).contains("maven-surefire-plugin");
  }

  @Test
  void coreNeedsTheJdkAlone() throws Exception {
    Path pom = JavaFiles.root().resolve("core/pom.xml");
    for (Element dependency : elements(pom, "dependency")) {
      boolean ofPlugin = dependency.getParentNode().getParentNode().getNodeName().equals("plugin");
      String scope = ofPlugin ? "test" : child(dependency, "scope");
      assertThat(scope).as(child(dependency, "artifactId")).isEqualTo("test");
    }
  }

  private static List<Path> poms() throws IOException {
    Path root = JavaFiles.root();
    try (Stream<Path> below = Files.find(root, 3, (p, _) -> p.endsWith("pom.xml"))) {
      return below.filter(pom -> !root.relativize(pom).toString().contains("target")).toList();
    }
  }

  private static List<Element> elements(Path pom, String name)
      throws IOException, ParserConfigurationException, SAXException {
    NodeList found =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(pom.toFile())
            .getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  /** The text of a child of that name; null if there is none. */
  private static String child(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(name)) {
        return node.getTextContent().strip();
      }
    }
    return null;
  }
}
