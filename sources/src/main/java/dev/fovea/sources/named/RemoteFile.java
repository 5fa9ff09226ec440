package dev.fovea.sources.named;

import java.net.URI;
import java.util.List;
import java.util.OptionalLong;

/**
 * A file of a data set, as its publishers offer it.
 *
 * @param name what it is called there and here
 * @param otherNames what copies of it are called, too
 * @param mirrors where it can be had, the best first
 * @param size its bytes as published
 * @param sums published checksums, of which one is enough
 */
public record RemoteFile(
    String name,
    List<String> otherNames,
    List<URI> mirrors,
    OptionalLong size,
    List<Checksum> sums) {

  /** Whether only these very bytes will do, and not the same data packed anew. */
  boolean exact() {
    return sums.stream().allMatch(Checksum.OfFile.class::isInstance);
  }
}
