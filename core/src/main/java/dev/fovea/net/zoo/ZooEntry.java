package dev.fovea.net.zoo;

import dev.fovea.net.Network;
import java.util.function.Supplier;

/**
 * A name of the zoo.
 *
 * @param name what the network is called: {@code resnet-18}
 * @param about what it is and where it comes from, in at most 37 characters
 * @param notes where it differs from that source, in whole sentences; may be empty
 * @param maker makes it: a list of names needs no networks
 */
public record ZooEntry(String name, String about, String notes, Supplier<Network> maker) {

  /** The network itself. */
  public Network network() {
    return maker.get();
  }
}
