module @jit__lambda attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<24xf32>, %arg1: tensor<20xf32>, %arg2: tensor<10xf32>, %arg3: tensor<16x24xf32>, %arg4: tensor<24x20xf32>, %arg5: tensor<20x10xf32>, %arg6: tensor<24xf32>, %arg7: tensor<20xf32>, %arg8: tensor<10xf32>, %arg9: tensor<16x24xf32>, %arg10: tensor<24x20xf32>, %arg11: tensor<20x10xf32>, %arg12: tensor<12x16xf32>, %arg13: tensor<12x10xf32>) -> (tensor<24xf32> {jax.result_info = "result[0]"}, tensor<20xf32> {jax.result_info = "result[1]"}, tensor<10xf32> {jax.result_info = "result[2]"}, tensor<16x24xf32> {jax.result_info = "result[3]"}, tensor<24x20xf32> {jax.result_info = "result[4]"}, tensor<20x10xf32> {jax.result_info = "result[5]"}, tensor<24xf32> {jax.result_info = "result[6]"}, tensor<20xf32> {jax.result_info = "result[7]"}, tensor<10xf32> {jax.result_info = "result[8]"}, tensor<16x24xf32> {jax.result_info = "result[9]"}, tensor<24x20xf32> {jax.result_info = "result[10]"}, tensor<20x10xf32> {jax.result_info = "result[11]"}, tensor<f32> {jax.result_info = "result[12]"}) {
    %0 = stablehlo.dot_general %arg12, %arg3, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<12x16xf32>, tensor<16x24xf32>) -> tensor<12x24xf32>
    %1 = stablehlo.broadcast_in_dim %arg0, dims = [1] : (tensor<24xf32>) -> tensor<1x24xf32>
    %2 = stablehlo.broadcast_in_dim %1, dims = [0, 1] : (tensor<1x24xf32>) -> tensor<12x24xf32>
    %3 = stablehlo.add %0, %2 : tensor<12x24xf32>
    %4 = stablehlo.tanh %3 : tensor<12x24xf32>
    %cst = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %5 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<12x24xf32>
    %6 = stablehlo.subtract %5, %4 : tensor<12x24xf32>
    %7 = stablehlo.dot_general %4, %arg4, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<12x24xf32>, tensor<24x20xf32>) -> tensor<12x20xf32>
    %8 = stablehlo.broadcast_in_dim %arg1, dims = [1] : (tensor<20xf32>) -> tensor<1x20xf32>
    %9 = stablehlo.broadcast_in_dim %8, dims = [0, 1] : (tensor<1x20xf32>) -> tensor<12x20xf32>
    %10 = stablehlo.add %7, %9 : tensor<12x20xf32>
    %11 = call @relu(%10) : (tensor<12x20xf32>) -> tensor<12x20xf32>
    %cst_0 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %12 = stablehlo.broadcast_in_dim %cst_0, dims = [] : (tensor<f32>) -> tensor<12x20xf32>
    %13 = stablehlo.compare GT, %10, %12, FLOAT : (tensor<12x20xf32>, tensor<12x20xf32>) -> tensor<12x20xi1>
    %14 = stablehlo.dot_general %11, %arg5, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<12x20xf32>, tensor<20x10xf32>) -> tensor<12x10xf32>
    %15 = stablehlo.broadcast_in_dim %arg2, dims = [1] : (tensor<10xf32>) -> tensor<1x10xf32>
    %16 = stablehlo.broadcast_in_dim %15, dims = [0, 1] : (tensor<1x10xf32>) -> tensor<12x10xf32>
    %17 = stablehlo.add %14, %16 : tensor<12x10xf32>
    %18:3 = call @log_softmax(%17) : (tensor<12x10xf32>) -> (tensor<12x10xf32>, tensor<12x10xf32>, tensor<12x1xf32>)
    %19 = stablehlo.multiply %18#0, %arg13 : tensor<12x10xf32>
    %cst_1 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %20 = stablehlo.reduce(%19 init: %cst_1) applies stablehlo.add across dimensions = [1] : (tensor<12x10xf32>, tensor<f32>) -> tensor<12xf32>
    %cst_2 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %21 = stablehlo.reduce(%20 init: %cst_2) applies stablehlo.add across dimensions = [0] : (tensor<12xf32>, tensor<f32>) -> tensor<f32>
    %cst_3 = stablehlo.constant dense<1.200000e+01> : tensor<f32>
    %22 = stablehlo.divide %21, %cst_3 : tensor<f32>
    %23 = stablehlo.negate %22 : tensor<f32>
    %cst_4 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %24 = stablehlo.negate %cst_4 : tensor<f32>
    %cst_5 = stablehlo.constant dense<1.200000e+01> : tensor<f32>
    %25 = stablehlo.divide %24, %cst_5 : tensor<f32>
    %26 = stablehlo.broadcast_in_dim %25, dims = [] : (tensor<f32>) -> tensor<12xf32>
    %27 = stablehlo.broadcast_in_dim %26, dims = [0] : (tensor<12xf32>) -> tensor<12x10xf32>
    %28 = stablehlo.multiply %27, %arg13 : tensor<12x10xf32>
    %29 = call @log_softmax_0(%18#1, %18#2, %28) : (tensor<12x10xf32>, tensor<12x1xf32>, tensor<12x10xf32>) -> tensor<12x10xf32>
    %cst_6 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %30 = stablehlo.reduce(%29 init: %cst_6) applies stablehlo.add across dimensions = [0] : (tensor<12x10xf32>, tensor<f32>) -> tensor<10xf32>
    %31 = stablehlo.reshape %30 : (tensor<10xf32>) -> tensor<1x10xf32>
    %cst_7 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %32 = stablehlo.reduce(%31 init: %cst_7) applies stablehlo.add across dimensions = [0] : (tensor<1x10xf32>, tensor<f32>) -> tensor<10xf32>
    %33 = stablehlo.dot_general %29, %11, contracting_dims = [0] x [0], precision = [DEFAULT, DEFAULT] : (tensor<12x10xf32>, tensor<12x20xf32>) -> tensor<10x20xf32>
    %34 = stablehlo.transpose %33, dims = [1, 0] : (tensor<10x20xf32>) -> tensor<20x10xf32>
    %35 = stablehlo.dot_general %29, %arg5, contracting_dims = [1] x [1], precision = [DEFAULT, DEFAULT] : (tensor<12x10xf32>, tensor<20x10xf32>) -> tensor<12x20xf32>
    %cst_8 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %36 = stablehlo.broadcast_in_dim %cst_8, dims = [] : (tensor<f32>) -> tensor<12x20xf32>
    %37 = stablehlo.select %13, %35, %36 : tensor<12x20xi1>, tensor<12x20xf32>
    %cst_9 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %38 = stablehlo.reduce(%37 init: %cst_9) applies stablehlo.add across dimensions = [0] : (tensor<12x20xf32>, tensor<f32>) -> tensor<20xf32>
    %39 = stablehlo.reshape %38 : (tensor<20xf32>) -> tensor<1x20xf32>
    %cst_10 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %40 = stablehlo.reduce(%39 init: %cst_10) applies stablehlo.add across dimensions = [0] : (tensor<1x20xf32>, tensor<f32>) -> tensor<20xf32>
    %41 = stablehlo.dot_general %37, %4, contracting_dims = [0] x [0], precision = [DEFAULT, DEFAULT] : (tensor<12x20xf32>, tensor<12x24xf32>) -> tensor<20x24xf32>
    %42 = stablehlo.transpose %41, dims = [1, 0] : (tensor<20x24xf32>) -> tensor<24x20xf32>
    %43 = stablehlo.dot_general %37, %arg4, contracting_dims = [1] x [1], precision = [DEFAULT, DEFAULT] : (tensor<12x20xf32>, tensor<24x20xf32>) -> tensor<12x24xf32>
    %44 = stablehlo.multiply %43, %6 : tensor<12x24xf32>
    %45 = stablehlo.multiply %44, %4 : tensor<12x24xf32>
    %46 = stablehlo.add %44, %45 : tensor<12x24xf32>
    %cst_11 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %47 = stablehlo.reduce(%46 init: %cst_11) applies stablehlo.add across dimensions = [0] : (tensor<12x24xf32>, tensor<f32>) -> tensor<24xf32>
    %48 = stablehlo.reshape %47 : (tensor<24xf32>) -> tensor<1x24xf32>
    %cst_12 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %49 = stablehlo.reduce(%48 init: %cst_12) applies stablehlo.add across dimensions = [0] : (tensor<1x24xf32>, tensor<f32>) -> tensor<24xf32>
    %50 = stablehlo.dot_general %46, %arg12, contracting_dims = [0] x [0], precision = [DEFAULT, DEFAULT] : (tensor<12x24xf32>, tensor<12x16xf32>) -> tensor<24x16xf32>
    %51 = stablehlo.transpose %50, dims = [1, 0] : (tensor<24x16xf32>) -> tensor<16x24xf32>
    %cst_13 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %52 = stablehlo.broadcast_in_dim %cst_13, dims = [] : (tensor<f32>) -> tensor<24xf32>
    %53 = stablehlo.multiply %52, %arg6 : tensor<24xf32>
    %54 = stablehlo.add %53, %49 : tensor<24xf32>
    %cst_14 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %55 = stablehlo.broadcast_in_dim %cst_14, dims = [] : (tensor<f32>) -> tensor<20xf32>
    %56 = stablehlo.multiply %55, %arg7 : tensor<20xf32>
    %57 = stablehlo.add %56, %40 : tensor<20xf32>
    %cst_15 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %58 = stablehlo.broadcast_in_dim %cst_15, dims = [] : (tensor<f32>) -> tensor<10xf32>
    %59 = stablehlo.multiply %58, %arg8 : tensor<10xf32>
    %60 = stablehlo.add %59, %32 : tensor<10xf32>
    %cst_16 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %61 = stablehlo.broadcast_in_dim %cst_16, dims = [] : (tensor<f32>) -> tensor<16x24xf32>
    %62 = stablehlo.multiply %61, %arg9 : tensor<16x24xf32>
    %63 = stablehlo.add %62, %51 : tensor<16x24xf32>
    %cst_17 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %64 = stablehlo.broadcast_in_dim %cst_17, dims = [] : (tensor<f32>) -> tensor<24x20xf32>
    %65 = stablehlo.multiply %64, %arg10 : tensor<24x20xf32>
    %66 = stablehlo.add %65, %42 : tensor<24x20xf32>
    %cst_18 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %67 = stablehlo.broadcast_in_dim %cst_18, dims = [] : (tensor<f32>) -> tensor<20x10xf32>
    %68 = stablehlo.multiply %67, %arg11 : tensor<20x10xf32>
    %69 = stablehlo.add %68, %34 : tensor<20x10xf32>
    %cst_19 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %70 = stablehlo.broadcast_in_dim %cst_19, dims = [] : (tensor<f32>) -> tensor<24xf32>
    %71 = stablehlo.multiply %70, %54 : tensor<24xf32>
    %72 = stablehlo.subtract %arg0, %71 : tensor<24xf32>
    %cst_20 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %73 = stablehlo.broadcast_in_dim %cst_20, dims = [] : (tensor<f32>) -> tensor<20xf32>
    %74 = stablehlo.multiply %73, %57 : tensor<20xf32>
    %75 = stablehlo.subtract %arg1, %74 : tensor<20xf32>
    %cst_21 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %76 = stablehlo.broadcast_in_dim %cst_21, dims = [] : (tensor<f32>) -> tensor<10xf32>
    %77 = stablehlo.multiply %76, %60 : tensor<10xf32>
    %78 = stablehlo.subtract %arg2, %77 : tensor<10xf32>
    %cst_22 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %79 = stablehlo.broadcast_in_dim %cst_22, dims = [] : (tensor<f32>) -> tensor<16x24xf32>
    %80 = stablehlo.multiply %79, %63 : tensor<16x24xf32>
    %81 = stablehlo.subtract %arg3, %80 : tensor<16x24xf32>
    %cst_23 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %82 = stablehlo.broadcast_in_dim %cst_23, dims = [] : (tensor<f32>) -> tensor<24x20xf32>
    %83 = stablehlo.multiply %82, %66 : tensor<24x20xf32>
    %84 = stablehlo.subtract %arg4, %83 : tensor<24x20xf32>
    %cst_24 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %85 = stablehlo.broadcast_in_dim %cst_24, dims = [] : (tensor<f32>) -> tensor<20x10xf32>
    %86 = stablehlo.multiply %85, %69 : tensor<20x10xf32>
    %87 = stablehlo.subtract %arg5, %86 : tensor<20x10xf32>
    return %72, %75, %78, %81, %84, %87, %54, %57, %60, %63, %66, %69, %23 : tensor<24xf32>, tensor<20xf32>, tensor<10xf32>, tensor<16x24xf32>, tensor<24x20xf32>, tensor<20x10xf32>, tensor<24xf32>, tensor<20xf32>, tensor<10xf32>, tensor<16x24xf32>, tensor<24x20xf32>, tensor<20x10xf32>, tensor<f32>
  }
  func.func private @relu(%arg0: tensor<12x20xf32>) -> tensor<12x20xf32> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<12x20xf32>
    %1 = stablehlo.maximum %arg0, %0 : tensor<12x20xf32>
    return %1 : tensor<12x20xf32>
  }
  func.func private @log_softmax(%arg0: tensor<12x10xf32>) -> (tensor<12x10xf32>, tensor<12x10xf32>, tensor<12x1xf32>) {
    %cst = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %0 = stablehlo.reduce(%arg0 init: %cst) applies stablehlo.maximum across dimensions = [1] : (tensor<12x10xf32>, tensor<f32>) -> tensor<12xf32>
    %cst_0 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %1 = stablehlo.broadcast_in_dim %cst_0, dims = [] : (tensor<f32>) -> tensor<12xf32>
    %2 = stablehlo.maximum %1, %0 : tensor<12xf32>
    %3 = stablehlo.broadcast_in_dim %2, dims = [0] : (tensor<12xf32>) -> tensor<12x1xf32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [0, 1] : (tensor<12x1xf32>) -> tensor<12x10xf32>
    %5 = stablehlo.subtract %arg0, %4 : tensor<12x10xf32>
    %6 = stablehlo.exponential %5 : tensor<12x10xf32>
    %cst_1 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %7 = stablehlo.reduce(%6 init: %cst_1) applies stablehlo.add across dimensions = [1] : (tensor<12x10xf32>, tensor<f32>) -> tensor<12xf32>
    %8 = stablehlo.broadcast_in_dim %7, dims = [0] : (tensor<12xf32>) -> tensor<12x1xf32>
    %9 = stablehlo.log %8 : tensor<12x1xf32>
    %10 = stablehlo.broadcast_in_dim %9, dims = [0, 1] : (tensor<12x1xf32>) -> tensor<12x10xf32>
    %11 = stablehlo.subtract %5, %10 : tensor<12x10xf32>
    return %11, %6, %8 : tensor<12x10xf32>, tensor<12x10xf32>, tensor<12x1xf32>
  }
  func.func private @log_softmax_0(%arg0: tensor<12x10xf32>, %arg1: tensor<12x1xf32>, %arg2: tensor<12x10xf32>) -> tensor<12x10xf32> {
    %0 = stablehlo.negate %arg2 : tensor<12x10xf32>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %1 = stablehlo.reduce(%0 init: %cst) applies stablehlo.add across dimensions = [1] : (tensor<12x10xf32>, tensor<f32>) -> tensor<12xf32>
    %2 = stablehlo.reshape %1 : (tensor<12xf32>) -> tensor<12x1xf32>
    %3 = stablehlo.divide %2, %arg1 : tensor<12x1xf32>
    %cst_0 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %4 = stablehlo.reduce(%3 init: %cst_0) applies stablehlo.add across dimensions = [1] : (tensor<12x1xf32>, tensor<f32>) -> tensor<12xf32>
    %5 = stablehlo.broadcast_in_dim %4, dims = [0] : (tensor<12xf32>) -> tensor<12x10xf32>
    %6 = stablehlo.multiply %5, %arg0 : tensor<12x10xf32>
    %7 = stablehlo.add %arg2, %6 : tensor<12x10xf32>
    return %7 : tensor<12x10xf32>
  }
}
