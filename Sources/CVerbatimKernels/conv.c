/* Convolutions that are other convolutions. */
#include "CVerbatimKernels.h"

vb_conv vb_conv_input_gradient(const vb_conv *f) {
    return (vb_conv){
        .batch = f->batch,
        .in_h = f->out_h, .in_w = f->out_w, .in_c = f->out_c,
        .out_h = f->in_h, .out_w = f->in_w, .out_c = f->in_c,
        .kernel_h = f->kernel_h, .kernel_w = f->kernel_w, .groups = f->groups,
        .stride_h = 1, .stride_w = 1,
        .dilation_h = f->dilation_h, .dilation_w = f->dilation_w,
        .base_dilation_h = f->stride_h, .base_dilation_w = f->stride_w,
        .pad_top = (f->kernel_h - 1) * f->dilation_h - f->pad_top,
        .pad_left = (f->kernel_w - 1) * f->dilation_w - f->pad_left,
        .w_start = f->w_start + (f->kernel_h - 1) * f->w_h + (f->kernel_w - 1) * f->w_w,
        .w_h = -f->w_h, .w_w = -f->w_w, .w_i = f->w_o, .w_o = f->w_i, .w_g = f->w_g,
    };
}
