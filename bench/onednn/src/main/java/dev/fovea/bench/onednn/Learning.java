package dev.fovea.bench.onednn;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** The three primitives of a layer with weights and bias; each chooses its layouts. */
sealed interface Learning permits Convolution, InnerProduct {

  /** Sizes of the weights, the outputs first. */
  long[] weights();

  /** Layout of the biases. */
  dnnl_memory_desc bias();

  /** {@code attributes} may be null. */
  dnnl_primitive_desc forward(int mode, dnnl_primitive_attr attributes);

  dnnl_primitive_desc backwardWeights(dnnl_primitive_desc forward);

  dnnl_primitive_desc backwardData(dnnl_primitive_desc forward);
}
