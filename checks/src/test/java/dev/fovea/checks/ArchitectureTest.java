package dev.fovea.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The arrows between packages: they run one way. */
class ArchitectureTest {

  private static final String NET = "dev.fovea.net..";
  private static final String DATA = "dev.fovea.data..";
  private static final String KERNEL = "dev.fovea.engine.kernel..";
  private static final String ENGINE = "dev.fovea.engine"; // without kernel
  private static final String MODEL = "dev.fovea.model..";
  private static final String TRAIN = "dev.fovea.train..";
  private static final String RECIPE = "dev.fovea.recipe..";
  private static final String VECTOR_API = "jdk.incubator.vector..";

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .importPackages(
              "dev.fovea.net",
              "dev.fovea.data",
              "dev.fovea.engine",
              "dev.fovea.model",
              "dev.fovea.train",
              "dev.fovea.recipe");

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
}
