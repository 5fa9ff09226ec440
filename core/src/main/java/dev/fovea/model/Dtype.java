package dev.fovea.model;

import java.util.Arrays;
import java.util.Optional;

/** The types of numbers that a safetensors file can hold, named as there. */
public enum Dtype {
  /** A boolean, one byte. */
  BOOL(8),
  /** Float of 4 bits, two in a byte. */
  F4(4),
  /** Float of 6 bits: 2 of exponent, 3 of fraction. */
  F6_E2M3(6),
  /** Float of 6 bits: 3 of exponent, 2 of fraction. */
  F6_E3M2(6),
  /** Unsigned integer of 8 bits. */
  U8(8),
  /** Signed integer of 8 bits. */
  I8(8),
  /** Float of 8 bits: 5 of exponent, 2 of fraction. */
  F8_E5M2(8),
  /** Float of 8 bits: 4 of exponent, 3 of fraction. */
  F8_E4M3(8),
  /** Power of two in 8 bits. */
  F8_E8M0(8),
  /** Float of 8 bits: 4 of exponent, 3 of fraction, no infinities. */
  F8_E4M3FNUZ(8),
  /** Float of 8 bits: 5 of exponent, 2 of fraction, no infinities. */
  F8_E5M2FNUZ(8),
  /** Signed integer of 16 bits. */
  I16(16),
  /** Unsigned integer of 16 bits. */
  U16(16),
  /** Float of 16 bits (IEEE 754 half). */
  F16(16),
  /** The upper half of a 32-bit float. */
  BF16(16),
  /** Signed integer of 32 bits. */
  I32(32),
  /** Unsigned integer of 32 bits. */
  U32(32),
  /** Float of 32 bits: what Fovea writes. */
  F32(32),
  /** Complex number of two 32-bit floats. */
  C64(64),
  /** Float of 64 bits. */
  F64(64),
  /** Signed integer of 64 bits. */
  I64(64),
  /** Unsigned integer of 64 bits. */
  U64(64);

  private final int bits;

  Dtype(int bits) {
    this.bits = bits;
  }

  /** Bits of one number. */
  public int bits() {
    return bits;
  }

  /** Whether Fovea can read it as float: F16, BF16, F32 and F64. */
  public boolean isReadable() {
    return switch (this) {
      case F16, BF16, F32, F64 -> true;
      default -> false;
    };
  }

  /** The type called {@code name}, if there is one. */
  static Optional<Dtype> find(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
