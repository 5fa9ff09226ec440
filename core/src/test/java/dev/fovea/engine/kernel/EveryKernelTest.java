package dev.fovea.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.InterfaceMethodRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No kernel is without a twin, as the classes of the twin cases show that were compiled. */
class EveryKernelTest {

  /** What the implementation is called, and how it cuts its work: neither computes a number. */
  private static final Set<String> NO_KERNELS =
      Set.of("dev/fovea/engine/kernel/Kernels.name", "dev/fovea/engine/kernel/Kernels.weightTiles");

  @Test
  void isCalledByATwinCase() {
    List<Method> accessors =
        methods(Kernels.class).filter(m -> m.getReturnType().isInterface()).toList();
    assertThat(accessors).hasSizeGreaterThan(5);
    List<String> kernels =
        Stream.concat(Stream.of(Kernels.class), accessors.stream().map(Method::getReturnType))
            .flatMap(EveryKernelTest::methods)
            .filter(m -> !accessors.contains(m))
            .map(m -> name(m.getDeclaringClass()) + "." + m.getName())
            .filter(m -> !NO_KERNELS.contains(m))
            .toList();
    assertThat(kernels).hasSizeGreaterThan(40).contains(name(Kernels.class) + ".correlate");
    Set<String> called =
        twinCases()
            .flatMap(type -> called(type).filter(InterfaceMethodRefEntry.class::isInstance))
            .map(EveryKernelTest::text)
            .collect(Collectors.toSet());
    assertThat(called).containsAll(kernels);
  }

  @Test
  void andEachTwinCaseRuns() {
    List<String> cases =
        twinCases()
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(
                m -> Modifier.isStatic(m.getModifiers()) && !Modifier.isPrivate(m.getModifiers()))
            .filter(m -> Arrays.equals(m.getParameterTypes(), new Class<?>[] {Random.class}))
            .filter(m -> m.getReturnType() == void.class)
            .map(m -> name(m.getDeclaringClass()) + "." + m.getName())
            .toList();
    assertThat(cases).hasSameSizeAs(KernelTwins.values());
    assertThat(called(KernelTwins.class).map(EveryKernelTest::text)).containsAll(cases);
  }

  /** The instance methods of an interface that are not private. */
  private static Stream<Method> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()) && !Modifier.isStatic(m.getModifiers()))
        .filter(m -> !m.isSynthetic());
  }

  private static String name(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private static String text(MemberRefEntry method) {
    return method.owner().asInternalName() + "." + method.name().stringValue();
  }

  /** Classes whose names say so, and those within them. */
  private static Stream<Class<?>> twinCases() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.matches("[A-Z]\\w+Twins(\\$\\w+)?\\.class"))
          .filter(file -> !file.startsWith("KernelTwins"))
          .<Class<?>>map(file -> load(file.substring(0, file.lastIndexOf('.'))))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      Path root =
          Path.of(KernelTwins.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return root.resolve(name(KernelTwins.class)).getParent();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(KernelTwins.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** The methods that a class calls or refers to. */
  private static Stream<MemberRefEntry> called(Class<?> type) {
    try (InputStream in = type.getResourceAsStream("/" + name(type) + ".class")) {
      Stream.Builder<MemberRefEntry> called = Stream.builder();
      for (PoolEntry entry : ClassFile.of().parse(in.readAllBytes()).constantPool()) {
        if (entry instanceof MemberRefEntry method) {
          called.add(method);
        }
      }
      return called.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
