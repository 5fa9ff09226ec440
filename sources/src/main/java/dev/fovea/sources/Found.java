package dev.fovea.sources;

import java.util.List;
import java.util.Optional;

/**
 * What a path turned out to hold.
 *
 * @param description what it is, for the user: {@code a folder of pictures, 10 classes}
 * @param training all images, or those that the source itself sets apart for training
 * @param test those that the source itself sets apart for test or validation
 * @param remarks what the user should know, a sentence each: files that were skipped, and why
 */
public record Found(
    String description, Images training, Optional<Images> test, List<String> remarks) {}
