package dev.fovea.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The arrows between packages: they run one way. And what no class that reads files can do,
 * whatever a file says: run code, or write.
 */
class ArchitectureTest {

  private static final String NET = "dev.fovea.net..";
  private static final String DATA = "dev.fovea.data..";
  private static final String KERNEL = "dev.fovea.engine.kernel..";
  private static final String ENGINE = "dev.fovea.engine"; // without kernel
  private static final String MODEL = "dev.fovea.model..";
  private static final String TRAIN = "dev.fovea.train..";
  private static final String RECIPE = "dev.fovea.recipe..";
  private static final String VECTOR_API = "jdk.incubator.vector..";

  private static final List<String> CORE_PACKAGES =
      List.of(
          "dev.fovea.net",
          "dev.fovea.data",
          "dev.fovea.engine",
          "dev.fovea.model",
          "dev.fovea.train",
          "dev.fovea.recipe");

  private static final JavaClasses CORE = new ClassFileImporter().importPackages(CORE_PACKAGES);

  /** All that read files of strangers, and what they are read for. */
  private static final JavaClasses READERS =
      new ClassFileImporter()
          .importPackages(
              Stream.concat(
                      CORE_PACKAGES.stream(), Stream.of("dev.fovea.sources", "dev.fovea.inspect"))
                  .toList());

  @Test
  void arrowsRunOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("net")
        .definedBy(NET)
        .layer("data")
        .definedBy(DATA)
        .layer("kernel")
        .definedBy(KERNEL)
        .layer("engine")
        .definedBy(ENGINE)
        .layer("model")
        .definedBy(MODEL)
        .layer("train")
        .definedBy(TRAIN)
        .layer("recipe")
        .definedBy(RECIPE)
        .whereLayer("net")
        .mayNotAccessAnyLayer()
        .whereLayer("data")
        .mayNotAccessAnyLayer()
        .whereLayer("kernel")
        .mayNotAccessAnyLayer()
        .whereLayer("engine")
        .mayOnlyAccessLayers("net", "kernel")
        .whereLayer("model")
        .mayOnlyAccessLayers("net", "data", "engine")
        .whereLayer("train")
        .mayOnlyAccessLayers("net", "data", "engine", "model")
        .whereLayer("recipe")
        .mayOnlyAccessLayers("net", "data", "model", "train")
        .check(CORE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.fovea.(**)").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void coreNeedsTheJdkAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "javax..", VECTOR_API, NET, DATA, KERNEL, ENGINE, MODEL, TRAIN, RECIPE)
        .check(CORE);
  }

  /** So that all else runs on a JDK that lacks the Vector API or has changed it. */
  @Test
  void onlyKernelsKnowTheVectorApi() {
    noClasses()
        .that()
        .resideOutsideOfPackage(KERNEL)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(VECTOR_API)
        .check(CORE);
  }

  @Test
  void coreUsesNoReflection() {
    noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.reflect..").check(CORE);
  }

  /** Looking inside stands on what core exports, and on nothing else. */
  @Test
  void inspectNeedsCoreAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", NET, DATA, MODEL, "dev.fovea.inspect..")
        .check(new ClassFileImporter().importPackages("dev.fovea.inspect"));
  }

  /** Java serialization, scripts, classes from elsewhere, other programs: there is no exception. */
  @Test
  void noFileIsCode() {
    assertThat(users(ArchitectureTest::runsCode)).isEmpty();
  }

  /** What is trained, and what is downloaded into the cache; all of it is asked for by the user. */
  @Test
  void fewWriteFiles() {
    assertThat(users(ArchitectureTest::writes))
        .containsExactlyInAnyOrder(
            "dev.fovea.model.AtomicFile",
            "dev.fovea.train.Checkpoints",
            "dev.fovea.train.RunFolder",
            "dev.fovea.sources.named.FirstSeen",
            "dev.fovea.sources.named.FolderLock",
            "dev.fovea.sources.named.PartFile",
            "dev.fovea.sources.named.QuickDrawFiles");
  }

  /** The classes, those around them for inner ones, that access such a thing. */
  private static Set<String> users(Predicate<JavaAccess<?>> thing) {
    return READERS.stream()
        .filter(reader -> reader.getAccessesFromSelf().stream().anyMatch(thing))
        .map(reader -> reader.getName().replaceFirst("\\$.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean runsCode(JavaAccess<?> access) {
    String name = access.getTarget().getName();
    return switch (access.getTargetOwner().getName()) {
      case "java.io.ObjectInputStream",
          "java.net.URLClassLoader",
          "java.lang.ProcessBuilder",
          "java.util.ServiceLoader",
          "java.lang.invoke.MethodHandles$Lookup" ->
          true;
      case "java.lang.Runtime", "java.lang.System" -> name.matches("exec|load.*");
      case "java.lang.Class" -> name.matches("forName|newInstance|get.*(Method|Field|Constr).*");
      case "java.lang.ClassLoader", "java.lang.ModuleLayer" -> name.matches("load.*|define.*");
      case String owner ->
          owner.matches("(java\\.beans|java\\.rmi|java\\.lang\\.reflect)\\..*")
              || owner.matches("(javax\\.script|javax\\.tools|javax\\.naming)\\..*");
    };
  }

  private static boolean writes(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    return switch (owner) {
      case "java.nio.file.Files" ->
          name.matches("(write|create|copy|move|delete|set).*|new(Output|BufferedW|Byte).*");
      case "java.io.File" -> name.matches("(create|delete|mkdir|rename|set).*");
      // Whatever is opened with one of these is opened to be written; without, it is to be read.
      case "java.nio.file.StandardOpenOption" -> name.matches("WRITE|APPEND|CREATE.*|TR.*|DEL.*");
      // Given a stream as it is, both go by way of a file in the temporary folder.
      case "javax.imageio.ImageIO" ->
          name.matches("create.*Stream")
              || name.equals("write") && !access.getTarget().getFullName().contains("stream.Image");
      default ->
          owner.matches("java\\.io\\.(FileOutputStream|FileWriter|RandomAccessFile|PrintWriter)")
              || owner.matches("javax\\.imageio\\.stream\\.File.*");
    };
  }
}
