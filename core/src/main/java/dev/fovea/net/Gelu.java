package dev.fovea.net;

/**
 * x times the normal distribution function of x (Hendrycks and Gimpel, 2016), with the exact erf.
 */
public record Gelu() implements Activation {

  @Override
  public String kind() {
    return "gelu";
  }

  @Override
  public String toString() {
    return "GELU";
  }
}
