package dev.fovea.sources.picture;

import java.nio.file.Path;

/**
 * A file that should be a picture, and what it should show.
 *
 * @param file where it lies
 * @param className the class it belongs to
 */
record Labelled(Path file, String className) {}
