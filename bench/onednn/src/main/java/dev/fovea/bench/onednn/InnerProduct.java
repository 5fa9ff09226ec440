package dev.fovea.bench.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** A dense layer; {@code weights} has a row of the shape of one input for each output. */
record InnerProduct(Dnnl dnnl, long[] in, long[] weights, long[] out) implements Learning {

  @Override
  public dnnl_memory_desc bias() {
    return Dnnl.plain(out[1]);
  }

  @Override
  public dnnl_primitive_desc forward(int mode, dnnl_primitive_attr attributes) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    Dnnl.check(
        dnnl_inner_product_forward_primitive_desc_create(
            desc,
            dnnl.engine(),
            mode,
            Dnnl.any(in),
            Dnnl.any(weights),
            bias(),
            Dnnl.any(out),
            attributes));
    return desc;
  }

  @Override
  public dnnl_primitive_desc backwardWeights(dnnl_primitive_desc forward) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    Dnnl.check(
        dnnl_inner_product_backward_weights_primitive_desc_create(
            desc,
            dnnl.engine(),
            Dnnl.any(in),
            Dnnl.any(weights),
            bias(),
            Dnnl.any(out),
            forward,
            null));
    return desc;
  }

  @Override
  public dnnl_primitive_desc backwardData(dnnl_primitive_desc forward) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    Dnnl.check(
        dnnl_inner_product_backward_data_primitive_desc_create(
            desc, dnnl.engine(), Dnnl.any(in), Dnnl.any(weights), Dnnl.any(out), forward, null));
    return desc;
  }
}
