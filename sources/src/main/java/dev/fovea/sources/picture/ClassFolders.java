package dev.fovea.sources.picture;

import dev.fovea.data.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A folder with one sub-folder for each class; pictures lie in it at any depth. */
final class ClassFolders {

  private ClassFolders() {}

  /**
   * Lists the files, in the order of the classes and then by their own names.
   *
   * @throws InputException if there are no sub-folders, or one cannot be read
   */
  static List<Labelled> list(Path folder, Remarks remarks) {
    List<Path> classes = new ArrayList<>();
    for (Path entry : Listing.of(folder)) {
      if (Files.isDirectory(entry)) {
        classes.add(entry);
      } else {
        remarks.skip(() -> entry + " lies in no class folder: move it into one, or remove it");
      }
    }
    if (classes.isEmpty()) {
      throw new InputException(
          folder
              + " has no sub-folders: put the pictures of each class into a folder of their own, or"
              + " add a %s with the columns file,label".formatted(LabelTable.NAME));
    }
    Comparator<String> order = new NameOrder();
    classes.sort((one, other) -> order.compare(name(one), name(other)));
    List<Labelled> all = new ArrayList<>();
    for (Path folderOfClass : classes) {
      List<Path> files = Listing.allFiles(folderOfClass, remarks);
      if (files.isEmpty()) {
        remarks.tell(folderOfClass + " is empty, and is no class here");
      }
      for (Path file : files) {
        all.add(new Labelled(file, name(folderOfClass)));
      }
    }
    return all;
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }
}
