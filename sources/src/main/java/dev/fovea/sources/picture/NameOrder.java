package dev.fovea.sources.picture;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The order of class names: whole numbers first and by their value, then the others by letters. */
final class NameOrder implements Comparator<String> {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,100}");

  @Override
  public int compare(String first, String second) {
    Optional<BigInteger> one = number(first);
    Optional<BigInteger> other = number(second);
    if (one.isPresent() != other.isPresent()) {
      return one.isPresent() ? -1 : 1;
    }
    int byValue = one.isPresent() ? one.get().compareTo(other.get()) : 0;
    return byValue != 0 ? byValue : first.compareTo(second);
  }

  private static Optional<BigInteger> number(String name) {
    return NUMBER.matcher(name).matches() ? Optional.of(new BigInteger(name)) : Optional.empty();
  }
}
