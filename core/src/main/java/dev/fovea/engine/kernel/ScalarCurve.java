package dev.fovea.engine.kernel;

/** Each {@link Curve} as a plain loop. */
enum ScalarCurve implements CurveRow {
  /** The leaky rectifier. */
  LEAKY {
    @Override
    public void forward(float slope, float[] x, int from, int to, int size) {
      for (int i = 0; i < size; i++) {
        x[to + i] = x[from + i] < 0f ? slope * x[from + i] : x[from + i];
      }
    }

    @Override
    public void backward(float slope, float[] x, int kept, int dOut, int dIn, int size) {
      for (int i = 0; i < size; i++) {
        x[dIn + i] = x[kept + i] > 0f ? x[dOut + i] : slope * x[dOut + i];
      }
    }
  },

  /** The logistic function. */
  SIGMOID {
    @Override
    public void forward(float slope, float[] x, int from, int to, int size) {
      for (int i = 0; i < size; i++) {
        x[to + i] = Curves.sigmoid(x[from + i]);
      }
    }

    @Override
    public void backward(float slope, float[] x, int kept, int dOut, int dIn, int size) {
      for (int i = 0; i < size; i++) {
        float y = x[kept + i];
        x[dIn + i] = x[dOut + i] * (y * (1f - y));
      }
    }
  },

  /** The hyperbolic tangent. */
  TANH {
    @Override
    public void forward(float slope, float[] x, int from, int to, int size) {
      for (int i = 0; i < size; i++) {
        x[to + i] = Curves.tanh(x[from + i]);
      }
    }

    @Override
    public void backward(float slope, float[] x, int kept, int dOut, int dIn, int size) {
      for (int i = 0; i < size; i++) {
        float y = x[kept + i];
        x[dIn + i] = x[dOut + i] * Math.fma(-y, y, 1f);
      }
    }
  },

  /** The argument times the normal distribution function; its derivative adds x times density. */
  GELU {
    @Override
    public void forward(float slope, float[] x, int from, int to, int size) {
      for (int i = 0; i < size; i++) {
        float v = x[from + i];
        x[to + i] = v * Curves.normal(v, Curves.bell(v));
      }
    }

    @Override
    public void backward(float slope, float[] x, int kept, int dOut, int dIn, int size) {
      for (int i = 0; i < size; i++) {
        float v = x[kept + i];
        float bell = Curves.bell(v);
        x[dIn + i] = x[dOut + i] * Math.fma(v * bell, Curves.DENSITY, Curves.normal(v, bell));
      }
    }
  },

  /** The argument times its logistic function s; the derivative is s (1 + x (1 - s)). */
  SILU {
    @Override
    public void forward(float slope, float[] x, int from, int to, int size) {
      for (int i = 0; i < size; i++) {
        x[to + i] = x[from + i] * Curves.sigmoid(x[from + i]);
      }
    }

    @Override
    public void backward(float slope, float[] x, int kept, int dOut, int dIn, int size) {
      for (int i = 0; i < size; i++) {
        float v = x[kept + i];
        float s = Curves.sigmoid(v);
        // 1 - s would lose what x then makes large.
        x[dIn + i] = x[dOut + i] * (s * Math.fma(v, Curves.sigmoid(-v), 1f));
      }
    }
  };

  /** The loops of a curve. */
  static CurveRow of(Curve.Kind kind) {
    return switch (kind) {
      case LEAKY -> LEAKY;
      case SIGMOID -> SIGMOID;
      case TANH -> TANH;
      case GELU -> GELU;
      case SILU -> SILU;
    };
  }
}
