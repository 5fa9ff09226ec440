package dev.fovea.bench.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import dev.fovea.bench.Convolutions;
import dev.fovea.net.Conv2d;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** A convolution from {@code in} to {@code out}, both {@code [image][channel][row][column]}. */
record Convolution(Dnnl dnnl, Conv2d layer, long[] in, long[] out) implements Learning {

  private static final long[] NO_DILATION = {0, 0};

  private long[] stride() {
    return new long[] {layer.stride(), layer.stride()};
  }

  private long[] padding() {
    return new long[] {Convolutions.padding(layer), Convolutions.padding(layer)};
  }

  @Override
  public long[] weights() {
    return new long[] {out[1], in[1], layer.kernelHeight(), layer.kernelWidth()};
  }

  @Override
  public dnnl_memory_desc bias() {
    return Dnnl.plain(out[1]);
  }

  @Override
  public dnnl_primitive_desc forward(int mode, dnnl_primitive_attr attributes) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    Dnnl.check(
        dnnl_convolution_forward_primitive_desc_create(
            desc,
            dnnl.engine(),
            mode,
            dnnl_convolution_auto,
            Dnnl.any(in),
            Dnnl.any(weights()),
            bias(),
            Dnnl.any(out),
            stride(),
            NO_DILATION,
            padding(),
            padding(),
            attributes));
    return desc;
  }

  @Override
  public dnnl_primitive_desc backwardWeights(dnnl_primitive_desc forward) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    Dnnl.check(
        dnnl_convolution_backward_weights_primitive_desc_create(
            desc,
            dnnl.engine(),
            dnnl_convolution_auto,
            Dnnl.any(in),
            Dnnl.any(weights()),
            bias(),
            Dnnl.any(out),
            stride(),
            NO_DILATION,
            padding(),
            padding(),
            forward,
            null));
    return desc;
  }

  @Override
  public dnnl_primitive_desc backwardData(dnnl_primitive_desc forward) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    Dnnl.check(
        dnnl_convolution_backward_data_primitive_desc_create(
            desc,
            dnnl.engine(),
            dnnl_convolution_auto,
            Dnnl.any(in),
            Dnnl.any(weights()),
            Dnnl.any(out),
            stride(),
            NO_DILATION,
            padding(),
            padding(),
            forward,
            null));
    return desc;
  }
}
