package dev.fovea.sources.named;

import dev.fovea.data.InputException;
import dev.fovea.sources.named.NamedSet.Format;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The named data sets: where each comes from, under which licence, and how its files are known to
 * be right.
 *
 * <p>Mirrors are those of the projects themselves or those that torchvision and TensorFlow download
 * from. Sums and sizes are those that TensorFlow Datasets publishes; the sums of Fashion-MNIST's
 * content were computed of Debian's package of it.
 */
public final class Catalogue {

  private static final List<String> DIGITS =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  private Catalogue() {}

  /** All data sets, those first that a newcomer should try first. */
  public static List<NamedSet> all() {
    return List.of(mnist(), fashion(), quickDraw(), cifar10(), kmnist(), emnistLetters());
  }

  /**
   * The data set of that name; upper and lower case are one.
   *
   * @throws InputException if there is none
   */
  public static NamedSet find(String name) {
    return all().stream()
        .filter(set -> set.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "there is no data set named %s: take one of %s"
                        .formatted(
                            name,
                            all().stream().map(NamedSet::name).collect(Collectors.joining(", ")))));
  }

  private static NamedSet mnist() {
    return new NamedSet(
        "mnist",
        "MNIST: handwritten digits",
        "CC BY-SA 3.0",
        URI.create("http://yann.lecun.com/exdb/mnist/"),
        DIGITS,
        1,
        28,
        60_000,
        10_000,
        Format.INSIDE,
        List.of());
  }

  private static NamedSet fashion() {
    List<String> mirrors =
        List.of(
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
            "https://storage.googleapis.com/tensorflow/tf-keras-datasets/");
    return new NamedSet(
        "fashion-mnist",
        "Fashion-MNIST: pictures of clothing",
        "MIT",
        URI.create("https://github.com/zalandoresearch/fashion-mnist"),
        List.of(
            "T-shirt/top",
            "Trouser",
            "Pullover",
            "Dress",
            "Coat",
            "Sandal",
            "Shirt",
            "Sneaker",
            "Bag",
            "Ankle boot"),
        1,
        28,
        60_000,
        10_000,
        Format.IDX,
        List.of(
            file(
                "train-images-idx3-ubyte.gz",
                mirrors,
                26_421_880,
                "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                new Checksum.OfContent(
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    47_040_016)),
            file(
                "train-labels-idx1-ubyte.gz",
                mirrors,
                29_515,
                "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                new Checksum.OfContent(
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9", 60_008)),
            file(
                "t10k-images-idx3-ubyte.gz",
                mirrors,
                4_422_102,
                "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                new Checksum.OfContent(
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b", 7_840_016)),
            file(
                "t10k-labels-idx1-ubyte.gz",
                mirrors,
                5_148,
                "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
                new Checksum.OfContent(
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34", 10_008))));
  }

  private static NamedSet quickDraw() {
    return new NamedSet(
        "quickdraw",
        "Quick, Draw!: bitmaps of small drawings, %d classes to choose from"
            .formatted(QuickDrawClasses.all().size()),
        "CC BY 4.0",
        URI.create("https://github.com/googlecreativelab/quickdraw-dataset"),
        QuickDrawClasses.all(),
        1,
        28,
        0,
        0,
        Format.BITMAPS,
        List.of());
  }

  private static NamedSet cifar10() {
    return new NamedSet(
        "cifar-10",
        "CIFAR-10: small colour photographs",
        "none stated; for research, citing Krizhevsky 2009",
        URI.create("https://www.cs.toronto.edu/~kriz/cifar.html"),
        List.of(
            "airplane",
            "automobile",
            "bird",
            "cat",
            "deer",
            "dog",
            "frog",
            "horse",
            "ship",
            "truck"),
        3,
        32,
        50_000,
        10_000,
        Format.CIFAR,
        List.of(
            file(
                "cifar-10-binary.tar.gz",
                List.of(
                    "https://www.cs.toronto.edu/~kriz/",
                    "https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10/"),
                170_052_171,
                "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")));
  }

  private static NamedSet kmnist() {
    List<String> mirrors =
        List.of(
            "http://codh.rois.ac.jp/kmnist/dataset/kmnist/",
            "https://codh.rois.ac.jp/kmnist/dataset/kmnist/");
    return new NamedSet(
        "kmnist",
        "Kuzushiji-MNIST: cursive Japanese characters",
        "CC BY-SA 4.0",
        URI.create("https://github.com/rois-codh/kmnist"),
        List.of("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"),
        1,
        28,
        60_000,
        10_000,
        Format.IDX,
        List.of(
            file(
                "train-images-idx3-ubyte.gz",
                mirrors,
                18_165_135,
                "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
            file(
                "train-labels-idx1-ubyte.gz",
                mirrors,
                29_497,
                "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
            file(
                "t10k-images-idx3-ubyte.gz",
                mirrors,
                3_041_136,
                "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
            file(
                "t10k-labels-idx1-ubyte.gz",
                mirrors,
                5_120,
                "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c")));
  }

  private static NamedSet emnistLetters() {
    return new NamedSet(
        "emnist-letters",
        "EMNIST Letters: handwritten letters, capital and small ones together",
        "none stated; a work of NIST, citing Cohen et al. 2017",
        URI.create("https://www.nist.gov/itl/products-and-services/emnist-dataset"),
        IntStream.rangeClosed('a', 'z').mapToObj(Character::toString).toList(),
        1,
        28,
        124_800,
        20_800,
        Format.EMNIST,
        List.of(
            file(
                "gzip.zip",
                List.of(
                    "https://biometrics.nist.gov/cs_links/EMNIST/",
                    "https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/"),
                561_753_746,
                "fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e")));
  }

  private static RemoteFile file(
      String name, List<String> folders, long size, String sha256, Checksum... more) {
    List<Checksum> sums = new ArrayList<>();
    sums.add(new Checksum.OfFile(sha256));
    sums.addAll(List.of(more));
    return new RemoteFile(
        name,
        List.of(),
        folders.stream().map(folder -> URI.create(folder + name)).toList(),
        OptionalLong.of(size),
        List.copyOf(sums));
  }
}
