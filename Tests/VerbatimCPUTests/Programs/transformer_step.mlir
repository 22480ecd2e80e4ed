module @jit__lambda attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<16xf32>, %arg1: tensor<16xf32>, %arg2: tensor<16x32xf32>, %arg3: tensor<32x16xf32>, %arg4: tensor<16xf32>, %arg5: tensor<16xf32>, %arg6: tensor<16x16xf32>, %arg7: tensor<16x48xf32>, %arg8: tensor<16xf32>, %arg9: tensor<16xf32>, %arg10: tensor<16x32xf32>, %arg11: tensor<32x16xf32>, %arg12: tensor<16xf32>, %arg13: tensor<16xf32>, %arg14: tensor<16x16xf32>, %arg15: tensor<16x48xf32>, %arg16: tensor<16xf32>, %arg17: tensor<16xf32>, %arg18: tensor<16x32xf32>, %arg19: tensor<32x16xf32>, %arg20: tensor<16xf32>, %arg21: tensor<16xf32>, %arg22: tensor<16x16xf32>, %arg23: tensor<16x48xf32>, %arg24: tensor<i32>, %arg25: tensor<3x6x16xf32>, %arg26: tensor<3x6x16xf32>) -> (tensor<16xf32> {jax.result_info = "result[0]"}, tensor<16xf32> {jax.result_info = "result[1]"}, tensor<16x32xf32> {jax.result_info = "result[2]"}, tensor<32x16xf32> {jax.result_info = "result[3]"}, tensor<16xf32> {jax.result_info = "result[4]"}, tensor<16xf32> {jax.result_info = "result[5]"}, tensor<16x16xf32> {jax.result_info = "result[6]"}, tensor<16x48xf32> {jax.result_info = "result[7]"}, tensor<16xf32> {jax.result_info = "result[8]"}, tensor<16xf32> {jax.result_info = "result[9]"}, tensor<16x32xf32> {jax.result_info = "result[10]"}, tensor<32x16xf32> {jax.result_info = "result[11]"}, tensor<16xf32> {jax.result_info = "result[12]"}, tensor<16xf32> {jax.result_info = "result[13]"}, tensor<16x16xf32> {jax.result_info = "result[14]"}, tensor<16x48xf32> {jax.result_info = "result[15]"}, tensor<16xf32> {jax.result_info = "result[16]"}, tensor<16xf32> {jax.result_info = "result[17]"}, tensor<16x32xf32> {jax.result_info = "result[18]"}, tensor<32x16xf32> {jax.result_info = "result[19]"}, tensor<16xf32> {jax.result_info = "result[20]"}, tensor<16xf32> {jax.result_info = "result[21]"}, tensor<16x16xf32> {jax.result_info = "result[22]"}, tensor<16x48xf32> {jax.result_info = "result[23]"}, tensor<i32> {jax.result_info = "result[24]"}, tensor<f32> {jax.result_info = "result[25]"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.reduce(%arg25 init: %cst) applies stablehlo.add across dimensions = [2] : (tensor<3x6x16xf32>, tensor<f32>) -> tensor<3x6xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1] : (tensor<3x6xf32>) -> tensor<3x6x1xf32>
    %cst_0 = stablehlo.constant dense<1.600000e+01> : tensor<f32>
    %2 = stablehlo.broadcast_in_dim %cst_0, dims = [] : (tensor<f32>) -> tensor<3x6x1xf32>
    %3 = stablehlo.divide %1, %2 : tensor<3x6x1xf32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [0, 1, 2] : (tensor<3x6x1xf32>) -> tensor<3x6x16xf32>
    %5 = stablehlo.subtract %arg25, %4 : tensor<3x6x16xf32>
    %6 = stablehlo.multiply %5, %5 : tensor<3x6x16xf32>
    %cst_1 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %7 = stablehlo.reduce(%6 init: %cst_1) applies stablehlo.add across dimensions = [2] : (tensor<3x6x16xf32>, tensor<f32>) -> tensor<3x6xf32>
    %8 = stablehlo.broadcast_in_dim %7, dims = [0, 1] : (tensor<3x6xf32>) -> tensor<3x6x1xf32>
    %cst_2 = stablehlo.constant dense<1.600000e+01> : tensor<f32>
    %9 = stablehlo.broadcast_in_dim %cst_2, dims = [] : (tensor<f32>) -> tensor<3x6x1xf32>
    %10 = stablehlo.divide %8, %9 : tensor<3x6x1xf32>
    %11 = stablehlo.broadcast_in_dim %3, dims = [0, 1, 2] : (tensor<3x6x1xf32>) -> tensor<3x6x16xf32>
    %12 = stablehlo.subtract %arg25, %11 : tensor<3x6x16xf32>
    %cst_3 = stablehlo.constant dense<9.99999974E-6> : tensor<f32>
    %13 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<3x6x1xf32>
    %14 = stablehlo.add %10, %13 : tensor<3x6x1xf32>
    %15 = stablehlo.rsqrt %14 : tensor<3x6x1xf32>
    %16 = stablehlo.broadcast_in_dim %15, dims = [0, 1, 2] : (tensor<3x6x1xf32>) -> tensor<3x6x16xf32>
    %17 = stablehlo.multiply %12, %16 : tensor<3x6x16xf32>
    %18 = stablehlo.broadcast_in_dim %arg4, dims = [2] : (tensor<16xf32>) -> tensor<1x1x16xf32>
    %19 = stablehlo.broadcast_in_dim %18, dims = [0, 1, 2] : (tensor<1x1x16xf32>) -> tensor<3x6x16xf32>
    %20 = stablehlo.multiply %17, %19 : tensor<3x6x16xf32>
    %21 = stablehlo.broadcast_in_dim %arg0, dims = [2] : (tensor<16xf32>) -> tensor<1x1x16xf32>
    %22 = stablehlo.broadcast_in_dim %21, dims = [0, 1, 2] : (tensor<1x1x16xf32>) -> tensor<3x6x16xf32>
    %23 = stablehlo.add %20, %22 : tensor<3x6x16xf32>
    %24 = stablehlo.dot_general %23, %arg7, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x6x16xf32>, tensor<16x48xf32>) -> tensor<3x6x48xf32>
    %25 = stablehlo.slice %24 [0:3, 0:6, 0:16] : (tensor<3x6x48xf32>) -> tensor<3x6x16xf32>
    %26 = stablehlo.slice %24 [0:3, 0:6, 16:32] : (tensor<3x6x48xf32>) -> tensor<3x6x16xf32>
    %27 = stablehlo.slice %24 [0:3, 0:6, 32:48] : (tensor<3x6x48xf32>) -> tensor<3x6x16xf32>
    %28 = stablehlo.reshape %25 : (tensor<3x6x16xf32>) -> tensor<3x6x2x8xf32>
    %29 = stablehlo.transpose %28, dims = [0, 2, 1, 3] : (tensor<3x6x2x8xf32>) -> tensor<3x2x6x8xf32>
    %30 = stablehlo.reshape %26 : (tensor<3x6x16xf32>) -> tensor<3x6x2x8xf32>
    %31 = stablehlo.transpose %30, dims = [0, 2, 1, 3] : (tensor<3x6x2x8xf32>) -> tensor<3x2x6x8xf32>
    %32 = stablehlo.dot_general %29, %31, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [3], precision = [DEFAULT, DEFAULT] : (tensor<3x2x6x8xf32>, tensor<3x2x6x8xf32>) -> tensor<3x2x6x6xf32>
    %cst_4 = stablehlo.constant dense<2.82842708> : tensor<f32>
    %33 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<f32>) -> tensor<3x2x6x6xf32>
    %34 = stablehlo.divide %32, %33 : tensor<3x2x6x6xf32>
    %c = stablehlo.constant dense<true> : tensor<i1>
    %35 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i1>) -> tensor<6x6xi1>
    %36 = call @tril(%35) : (tensor<6x6xi1>) -> tensor<6x6xi1>
    %cst_5 = stablehlo.constant dense<-1.000000e+09> : tensor<f32>
    %37:2 = call @_where(%36, %34, %cst_5) : (tensor<6x6xi1>, tensor<3x2x6x6xf32>, tensor<f32>) -> (tensor<3x2x6x6xf32>, tensor<3x2x6x6xi1>)
    %cst_6 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %38 = stablehlo.reduce(%37#0 init: %cst_6) applies stablehlo.maximum across dimensions = [3] : (tensor<3x2x6x6xf32>, tensor<f32>) -> tensor<3x2x6xf32>
    %cst_7 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %39 = stablehlo.broadcast_in_dim %cst_7, dims = [] : (tensor<f32>) -> tensor<3x2x6xf32>
    %40 = stablehlo.maximum %39, %38 : tensor<3x2x6xf32>
    %41 = stablehlo.broadcast_in_dim %40, dims = [0, 1, 2] : (tensor<3x2x6xf32>) -> tensor<3x2x6x1xf32>
    %42 = stablehlo.broadcast_in_dim %41, dims = [0, 1, 2, 3] : (tensor<3x2x6x1xf32>) -> tensor<3x2x6x6xf32>
    %43 = stablehlo.subtract %37#0, %42 : tensor<3x2x6x6xf32>
    %44 = stablehlo.exponential %43 : tensor<3x2x6x6xf32>
    %cst_8 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %45 = stablehlo.reduce(%44 init: %cst_8) applies stablehlo.add across dimensions = [3] : (tensor<3x2x6x6xf32>, tensor<f32>) -> tensor<3x2x6xf32>
    %46 = stablehlo.broadcast_in_dim %45, dims = [0, 1, 2] : (tensor<3x2x6xf32>) -> tensor<3x2x6x1xf32>
    %47 = stablehlo.broadcast_in_dim %46, dims = [0, 1, 2, 3] : (tensor<3x2x6x1xf32>) -> tensor<3x2x6x6xf32>
    %48 = stablehlo.divide %44, %47 : tensor<3x2x6x6xf32>
    %49 = stablehlo.multiply %46, %46 : tensor<3x2x6x1xf32>
    %cst_9 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %50 = stablehlo.broadcast_in_dim %cst_9, dims = [] : (tensor<f32>) -> tensor<3x2x6x1xf32>
    %51 = stablehlo.divide %50, %49 : tensor<3x2x6x1xf32>
    %52 = stablehlo.reshape %27 : (tensor<3x6x16xf32>) -> tensor<3x6x2x8xf32>
    %53 = stablehlo.transpose %52, dims = [0, 2, 1, 3] : (tensor<3x6x2x8xf32>) -> tensor<3x2x6x8xf32>
    %54 = stablehlo.dot_general %48, %53, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [2], precision = [DEFAULT, DEFAULT] : (tensor<3x2x6x6xf32>, tensor<3x2x6x8xf32>) -> tensor<3x2x6x8xf32>
    %55 = stablehlo.transpose %54, dims = [0, 2, 1, 3] : (tensor<3x2x6x8xf32>) -> tensor<3x6x2x8xf32>
    %56 = stablehlo.reshape %55 : (tensor<3x6x2x8xf32>) -> tensor<3x6x16xf32>
    %57 = stablehlo.dot_general %56, %arg6, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x6x16xf32>, tensor<16x16xf32>) -> tensor<3x6x16xf32>
    %58 = stablehlo.add %arg25, %57 : tensor<3x6x16xf32>
    %cst_10 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %59 = stablehlo.reduce(%58 init: %cst_10) applies stablehlo.add across dimensions = [2] : (tensor<3x6x16xf32>, tensor<f32>) -> tensor<3x6xf32>
    %60 = stablehlo.broadcast_in_dim %59, dims = [0, 1] : (tensor<3x6xf32>) -> tensor<3x6x1xf32>
    %cst_11 = stablehlo.constant dense<1.600000e+01> : tensor<f32>
    %61 = stablehlo.broadcast_in_dim %cst_11, dims = [] : (tensor<f32>) -> tensor<3x6x1xf32>
    %62 = stablehlo.divide %60, %61 : tensor<3x6x1xf32>
    %63 = stablehlo.broadcast_in_dim %62, dims = [0, 1, 2] : (tensor<3x6x1xf32>) -> tensor<3x6x16xf32>
    %64 = stablehlo.subtract %58, %63 : tensor<3x6x16xf32>
    %65 = stablehlo.multiply %64, %64 : tensor<3x6x16xf32>
    %cst_12 = stablehlo.constant dense<2.000000e+00> : tensor<f32>
    %66 = stablehlo.broadcast_in_dim %cst_12, dims = [] : (tensor<f32>) -> tensor<3x6x16xf32>
    %67 = stablehlo.multiply %66, %64 : tensor<3x6x16xf32>
    %cst_13 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %68 = stablehlo.reduce(%65 init: %cst_13) applies stablehlo.add across dimensions = [2] : (tensor<3x6x16xf32>, tensor<f32>) -> tensor<3x6xf32>
    %69 = stablehlo.broadcast_in_dim %68, dims = [0, 1] : (tensor<3x6xf32>) -> tensor<3x6x1xf32>
    %cst_14 = stablehlo.constant dense<1.600000e+01> : tensor<f32>
    %70 = stablehlo.broadcast_in_dim %cst_14, dims = [] : (tensor<f32>) -> tensor<3x6x1xf32>
    %71 = stablehlo.divide %69, %70 : tensor<3x6x1xf32>
    %72 = stablehlo.broadcast_in_dim %62, dims = [0, 1, 2] : (tensor<3x6x1xf32>) -> tensor<3x6x16xf32>
    %73 = stablehlo.subtract %58, %72 : tensor<3x6x16xf32>
    %cst_15 = stablehlo.constant dense<9.99999974E-6> : tensor<f32>
    %74 = stablehlo.broadcast_in_dim %cst_15, dims = [] : (tensor<f32>) -> tensor<3x6x1xf32>
    %75 = stablehlo.add %71, %74 : tensor<3x6x1xf32>
    %76 = stablehlo.rsqrt %75 : tensor<3x6x1xf32>
    %77 = stablehlo.divide %76, %75 : tensor<3x6x1xf32>
    %cst_16 = stablehlo.constant dense<-5.000000e-01> : tensor<f32>
    %78 = stablehlo.broadcast_in_dim %cst_16, dims = [] : (tensor<f32>) -> tensor<3x6x1xf32>
    %79 = stablehlo.multiply %78, %77 : tensor<3x6x1xf32>
    %80 = stablehlo.broadcast_in_dim %76, dims = [0, 1, 2] : (tensor<3x6x1xf32>) -> tensor<3x6x16xf32>
    %81 = stablehlo.multiply %73, %80 : tensor<3x6x16xf32>
    %82 = stablehlo.broadcast_in_dim %arg5, dims = [2] : (tensor<16xf32>) -> tensor<1x1x16xf32>
    %83 = stablehlo.broadcast_in_dim %82, dims = [0, 1, 2] : (tensor<1x1x16xf32>) -> tensor<3x6x16xf32>
    %84 = stablehlo.multiply %81, %83 : tensor<3x6x16xf32>
    %85 = stablehlo.broadcast_in_dim %arg1, dims = [2] : (tensor<16xf32>) -> tensor<1x1x16xf32>
    %86 = stablehlo.broadcast_in_dim %85, dims = [0, 1, 2] : (tensor<1x1x16xf32>) -> tensor<3x6x16xf32>
    %87 = stablehlo.add %84, %86 : tensor<3x6x16xf32>
    %88 = stablehlo.dot_general %87, %arg2, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x6x16xf32>, tensor<16x32xf32>) -> tensor<3x6x32xf32>
    %cst_17 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %89 = stablehlo.broadcast_in_dim %cst_17, dims = [] : (tensor<f32>) -> tensor<3x6x32xf32>
    %90 = stablehlo.multiply %89, %88 : tensor<3x6x32xf32>
    %91 = stablehlo.negate %88 : tensor<3x6x32xf32>
    %cst_18 = stablehlo.constant dense<0.707106769> : tensor<f32>
    %92 = stablehlo.broadcast_in_dim %cst_18, dims = [] : (tensor<f32>) -> tensor<3x6x32xf32>
    %93 = stablehlo.multiply %91, %92 : tensor<3x6x32xf32>
    %94 = chlo.erfc %93 : tensor<3x6x32xf32> -> tensor<3x6x32xf32>
    %95 = chlo.square %93 : tensor<3x6x32xf32> -> tensor<3x6x32xf32>
    %96 = stablehlo.negate %95 : tensor<3x6x32xf32>
    %97 = stablehlo.exponential %96 : tensor<3x6x32xf32>
    %98 = stablehlo.multiply %90, %94 : tensor<3x6x32xf32>
    %99 = stablehlo.dot_general %98, %arg3, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x6x32xf32>, tensor<32x16xf32>) -> tensor<3x6x16xf32>
    %100 = stablehlo.add %58, %99 : tensor<3x6x16xf32>
    %101 = stablehlo.subtract %100, %arg26 : tensor<3x6x16xf32>
    %102 = stablehlo.multiply %101, %101 : tensor<3x6x16xf32>
    %cst_19 = stablehlo.constant dense<2.000000e+00> : tensor<f32>
    %103 = stablehlo.broadcast_in_dim %cst_19, dims = [] : (tensor<f32>) -> tensor<3x6x16xf32>
    %104 = stablehlo.multiply %103, %101 : tensor<3x6x16xf32>
    %cst_20 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %105 = stablehlo.reduce(%102 init: %cst_20) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<3x6x16xf32>, tensor<f32>) -> tensor<f32>
    %cst_21 = stablehlo.constant dense<2.880000e+02> : tensor<f32>
    %106 = stablehlo.divide %105, %cst_21 : tensor<f32>
    %cst_22 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %cst_23 = stablehlo.constant dense<2.880000e+02> : tensor<f32>
    %107 = stablehlo.divide %cst_22, %cst_23 : tensor<f32>
    %108 = stablehlo.broadcast_in_dim %107, dims = [] : (tensor<f32>) -> tensor<3x6x16xf32>
    %109 = stablehlo.multiply %108, %104 : tensor<3x6x16xf32>
    %110 = stablehlo.dot_general %109, %98, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<3x6x16xf32>, tensor<3x6x32xf32>) -> tensor<16x32xf32>
    %111 = stablehlo.transpose %110, dims = [1, 0] : (tensor<16x32xf32>) -> tensor<32x16xf32>
    %112 = stablehlo.dot_general %109, %arg3, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<3x6x16xf32>, tensor<32x16xf32>) -> tensor<3x6x32xf32>
    %113 = stablehlo.multiply %90, %112 : tensor<3x6x32xf32>
    %114 = stablehlo.multiply %112, %94 : tensor<3x6x32xf32>
    %cst_24 = stablehlo.constant dense<-1.12837923> : tensor<f32>
    %115 = stablehlo.broadcast_in_dim %cst_24, dims = [] : (tensor<f32>) -> tensor<3x6x32xf32>
    %116 = stablehlo.multiply %115, %113 : tensor<3x6x32xf32>
    %117 = stablehlo.multiply %116, %97 : tensor<3x6x32xf32>
    %cst_25 = stablehlo.constant dense<0.707106769> : tensor<f32>
    %118 = stablehlo.broadcast_in_dim %cst_25, dims = [] : (tensor<f32>) -> tensor<3x6x32xf32>
    %119 = stablehlo.multiply %117, %118 : tensor<3x6x32xf32>
    %120 = stablehlo.negate %119 : tensor<3x6x32xf32>
    %cst_26 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %121 = stablehlo.broadcast_in_dim %cst_26, dims = [] : (tensor<f32>) -> tensor<3x6x32xf32>
    %122 = stablehlo.multiply %121, %114 : tensor<3x6x32xf32>
    %123 = stablehlo.add %120, %122 : tensor<3x6x32xf32>
    %124 = stablehlo.dot_general %123, %87, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<3x6x32xf32>, tensor<3x6x16xf32>) -> tensor<32x16xf32>
    %125 = stablehlo.transpose %124, dims = [1, 0] : (tensor<32x16xf32>) -> tensor<16x32xf32>
    %126 = stablehlo.dot_general %123, %arg2, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<3x6x32xf32>, tensor<16x32xf32>) -> tensor<3x6x16xf32>
    %cst_27 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %127 = stablehlo.reduce(%126 init: %cst_27) applies stablehlo.add across dimensions = [0, 1] : (tensor<3x6x16xf32>, tensor<f32>) -> tensor<16xf32>
    %128 = stablehlo.reshape %127 : (tensor<16xf32>) -> tensor<1x1x16xf32>
    %cst_28 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %129 = stablehlo.reduce(%128 init: %cst_28) applies stablehlo.add across dimensions = [0, 1] : (tensor<1x1x16xf32>, tensor<f32>) -> tensor<16xf32>
    %130 = stablehlo.multiply %81, %126 : tensor<3x6x16xf32>
    %cst_29 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %131 = stablehlo.reduce(%130 init: %cst_29) applies stablehlo.add across dimensions = [0, 1] : (tensor<3x6x16xf32>, tensor<f32>) -> tensor<16xf32>
    %132 = stablehlo.reshape %131 : (tensor<16xf32>) -> tensor<1x1x16xf32>
    %133 = stablehlo.broadcast_in_dim %82, dims = [0, 1, 2] : (tensor<1x1x16xf32>) -> tensor<3x6x16xf32>
    %134 = stablehlo.multiply %126, %133 : tensor<3x6x16xf32>
    %cst_30 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %135 = stablehlo.reduce(%132 init: %cst_30) applies stablehlo.add across dimensions = [0, 1] : (tensor<1x1x16xf32>, tensor<f32>) -> tensor<16xf32>
    %136 = stablehlo.multiply %73, %134 : tensor<3x6x16xf32>
    %cst_31 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %137 = stablehlo.reduce(%136 init: %cst_31) applies stablehlo.add across dimensions = [2] : (tensor<3x6x16xf32>, tensor<f32>) -> tensor<3x6xf32>
    %138 = stablehlo.reshape %137 : (tensor<3x6xf32>) -> tensor<3x6x1xf32>
    %139 = stablehlo.broadcast_in_dim %76, dims = [0, 1, 2] : (tensor<3x6x1xf32>) -> tensor<3x6x16xf32>
    %140 = stablehlo.multiply %134, %139 : tensor<3x6x16xf32>
    %141 = stablehlo.multiply %138, %79 : tensor<3x6x1xf32>
    %142 = stablehlo.negate %140 : tensor<3x6x16xf32>
    %cst_32 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %143 = stablehlo.reduce(%142 init: %cst_32) applies stablehlo.add across dimensions = [2] : (tensor<3x6x16xf32>, tensor<f32>) -> tensor<3x6xf32>
    %144 = stablehlo.reshape %143 : (tensor<3x6xf32>) -> tensor<3x6x1xf32>
    %145 = stablehlo.add %109, %140 : tensor<3x6x16xf32>
    %cst_33 = stablehlo.constant dense<1.600000e+01> : tensor<f32>
    %146 = stablehlo.broadcast_in_dim %cst_33, dims = [] : (tensor<f32>) -> tensor<3x6x1xf32>
    %147 = stablehlo.divide %141, %146 : tensor<3x6x1xf32>
    %cst_34 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %148 = stablehlo.reduce(%147 init: %cst_34) applies stablehlo.add across dimensions = [2] : (tensor<3x6x1xf32>, tensor<f32>) -> tensor<3x6xf32>
    %149 = stablehlo.broadcast_in_dim %148, dims = [0, 1] : (tensor<3x6xf32>) -> tensor<3x6x16xf32>
    %150 = stablehlo.multiply %149, %67 : tensor<3x6x16xf32>
    %151 = stablehlo.negate %150 : tensor<3x6x16xf32>
    %cst_35 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %152 = stablehlo.reduce(%151 init: %cst_35) applies stablehlo.add across dimensions = [2] : (tensor<3x6x16xf32>, tensor<f32>) -> tensor<3x6xf32>
    %153 = stablehlo.reshape %152 : (tensor<3x6xf32>) -> tensor<3x6x1xf32>
    %154 = stablehlo.add %145, %150 : tensor<3x6x16xf32>
    %155 = stablehlo.add %144, %153 : tensor<3x6x1xf32>
    %cst_36 = stablehlo.constant dense<1.600000e+01> : tensor<f32>
    %156 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<3x6x1xf32>
    %157 = stablehlo.divide %155, %156 : tensor<3x6x1xf32>
    %cst_37 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %158 = stablehlo.reduce(%157 init: %cst_37) applies stablehlo.add across dimensions = [2] : (tensor<3x6x1xf32>, tensor<f32>) -> tensor<3x6xf32>
    %159 = stablehlo.broadcast_in_dim %158, dims = [0, 1] : (tensor<3x6xf32>) -> tensor<3x6x16xf32>
    %160 = stablehlo.add %154, %159 : tensor<3x6x16xf32>
    %161 = stablehlo.dot_general %160, %56, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<3x6x16xf32>, tensor<3x6x16xf32>) -> tensor<16x16xf32>
    %162 = stablehlo.transpose %161, dims = [1, 0] : (tensor<16x16xf32>) -> tensor<16x16xf32>
    %163 = stablehlo.dot_general %160, %arg6, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<3x6x16xf32>, tensor<16x16xf32>) -> tensor<3x6x16xf32>
    %164 = stablehlo.reshape %163 : (tensor<3x6x16xf32>) -> tensor<3x6x2x8xf32>
    %165 = stablehlo.transpose %164, dims = [0, 2, 1, 3] : (tensor<3x6x2x8xf32>) -> tensor<3x2x6x8xf32>
    %166 = stablehlo.dot_general %165, %48, batching_dims = [0, 1] x [0, 1], contracting_dims = [2] x [2], precision = [DEFAULT, DEFAULT] : (tensor<3x2x6x8xf32>, tensor<3x2x6x6xf32>) -> tensor<3x2x8x6xf32>
    %167 = stablehlo.transpose %166, dims = [0, 1, 3, 2] : (tensor<3x2x8x6xf32>) -> tensor<3x2x6x8xf32>
    %168 = stablehlo.dot_general %165, %53, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [3], precision = [DEFAULT, DEFAULT] : (tensor<3x2x6x8xf32>, tensor<3x2x6x8xf32>) -> tensor<3x2x6x6xf32>
    %169 = stablehlo.transpose %167, dims = [0, 2, 1, 3] : (tensor<3x2x6x8xf32>) -> tensor<3x6x2x8xf32>
    %170 = stablehlo.reshape %169 : (tensor<3x6x2x8xf32>) -> tensor<3x6x16xf32>
    %171 = stablehlo.broadcast_in_dim %51, dims = [0, 1, 2, 3] : (tensor<3x2x6x1xf32>) -> tensor<3x2x6x6xf32>
    %172 = stablehlo.multiply %168, %171 : tensor<3x2x6x6xf32>
    %173 = stablehlo.multiply %172, %44 : tensor<3x2x6x6xf32>
    %cst_38 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %174 = stablehlo.reduce(%173 init: %cst_38) applies stablehlo.add across dimensions = [3] : (tensor<3x2x6x6xf32>, tensor<f32>) -> tensor<3x2x6xf32>
    %175 = stablehlo.reshape %174 : (tensor<3x2x6xf32>) -> tensor<3x2x6x1xf32>
    %176 = stablehlo.negate %175 : tensor<3x2x6x1xf32>
    %177 = stablehlo.broadcast_in_dim %46, dims = [0, 1, 2, 3] : (tensor<3x2x6x1xf32>) -> tensor<3x2x6x6xf32>
    %178 = stablehlo.divide %168, %177 : tensor<3x2x6x6xf32>
    %cst_39 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %179 = stablehlo.reduce(%176 init: %cst_39) applies stablehlo.add across dimensions = [3] : (tensor<3x2x6x1xf32>, tensor<f32>) -> tensor<3x2x6xf32>
    %180 = stablehlo.broadcast_in_dim %179, dims = [0, 1, 2] : (tensor<3x2x6xf32>) -> tensor<3x2x6x6xf32>
    %181 = stablehlo.add %178, %180 : tensor<3x2x6x6xf32>
    %182 = stablehlo.multiply %181, %44 : tensor<3x2x6x6xf32>
    %183 = call @_where_0(%37#1, %182) : (tensor<3x2x6x6xi1>, tensor<3x2x6x6xf32>) -> tensor<3x2x6x6xf32>
    %cst_40 = stablehlo.constant dense<2.82842708> : tensor<f32>
    %184 = stablehlo.broadcast_in_dim %cst_40, dims = [] : (tensor<f32>) -> tensor<3x2x6x6xf32>
    %185 = stablehlo.divide %183, %184 : tensor<3x2x6x6xf32>
    %186 = stablehlo.dot_general %185, %29, batching_dims = [0, 1] x [0, 1], contracting_dims = [2] x [2], precision = [DEFAULT, DEFAULT] : (tensor<3x2x6x6xf32>, tensor<3x2x6x8xf32>) -> tensor<3x2x6x8xf32>
    %187 = stablehlo.dot_general %185, %31, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [2], precision = [DEFAULT, DEFAULT] : (tensor<3x2x6x6xf32>, tensor<3x2x6x8xf32>) -> tensor<3x2x6x8xf32>
    %188 = stablehlo.transpose %186, dims = [0, 2, 1, 3] : (tensor<3x2x6x8xf32>) -> tensor<3x6x2x8xf32>
    %189 = stablehlo.reshape %188 : (tensor<3x6x2x8xf32>) -> tensor<3x6x16xf32>
    %190 = stablehlo.transpose %187, dims = [0, 2, 1, 3] : (tensor<3x2x6x8xf32>) -> tensor<3x6x2x8xf32>
    %191 = stablehlo.reshape %190 : (tensor<3x6x2x8xf32>) -> tensor<3x6x16xf32>
    %192 = stablehlo.concatenate %191, %189, %170, dim = 2 : (tensor<3x6x16xf32>, tensor<3x6x16xf32>, tensor<3x6x16xf32>) -> tensor<3x6x48xf32>
    %193 = stablehlo.dot_general %192, %23, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<3x6x48xf32>, tensor<3x6x16xf32>) -> tensor<48x16xf32>
    %194 = stablehlo.transpose %193, dims = [1, 0] : (tensor<48x16xf32>) -> tensor<16x48xf32>
    %195 = stablehlo.dot_general %192, %arg7, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<3x6x48xf32>, tensor<16x48xf32>) -> tensor<3x6x16xf32>
    %cst_41 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %196 = stablehlo.reduce(%195 init: %cst_41) applies stablehlo.add across dimensions = [0, 1] : (tensor<3x6x16xf32>, tensor<f32>) -> tensor<16xf32>
    %197 = stablehlo.reshape %196 : (tensor<16xf32>) -> tensor<1x1x16xf32>
    %cst_42 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %198 = stablehlo.reduce(%197 init: %cst_42) applies stablehlo.add across dimensions = [0, 1] : (tensor<1x1x16xf32>, tensor<f32>) -> tensor<16xf32>
    %199 = stablehlo.multiply %17, %195 : tensor<3x6x16xf32>
    %cst_43 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %200 = stablehlo.reduce(%199 init: %cst_43) applies stablehlo.add across dimensions = [0, 1] : (tensor<3x6x16xf32>, tensor<f32>) -> tensor<16xf32>
    %201 = stablehlo.reshape %200 : (tensor<16xf32>) -> tensor<1x1x16xf32>
    %cst_44 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %202 = stablehlo.reduce(%201 init: %cst_44) applies stablehlo.add across dimensions = [0, 1] : (tensor<1x1x16xf32>, tensor<f32>) -> tensor<16xf32>
    %c_45 = stablehlo.constant dense<1> : tensor<i32>
    %203 = stablehlo.add %arg24, %c_45 : tensor<i32>
    %cst_46 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %204 = stablehlo.broadcast_in_dim %cst_46, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %205 = stablehlo.multiply %204, %arg8 : tensor<16xf32>
    %cst_47 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %206 = stablehlo.broadcast_in_dim %cst_47, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %207 = stablehlo.multiply %206, %198 : tensor<16xf32>
    %208 = stablehlo.add %205, %207 : tensor<16xf32>
    %cst_48 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %209 = stablehlo.broadcast_in_dim %cst_48, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %210 = stablehlo.multiply %209, %arg9 : tensor<16xf32>
    %cst_49 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %211 = stablehlo.broadcast_in_dim %cst_49, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %212 = stablehlo.multiply %211, %129 : tensor<16xf32>
    %213 = stablehlo.add %210, %212 : tensor<16xf32>
    %cst_50 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %214 = stablehlo.broadcast_in_dim %cst_50, dims = [] : (tensor<f32>) -> tensor<16x32xf32>
    %215 = stablehlo.multiply %214, %arg10 : tensor<16x32xf32>
    %cst_51 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %216 = stablehlo.broadcast_in_dim %cst_51, dims = [] : (tensor<f32>) -> tensor<16x32xf32>
    %217 = stablehlo.multiply %216, %125 : tensor<16x32xf32>
    %218 = stablehlo.add %215, %217 : tensor<16x32xf32>
    %cst_52 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %219 = stablehlo.broadcast_in_dim %cst_52, dims = [] : (tensor<f32>) -> tensor<32x16xf32>
    %220 = stablehlo.multiply %219, %arg11 : tensor<32x16xf32>
    %cst_53 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %221 = stablehlo.broadcast_in_dim %cst_53, dims = [] : (tensor<f32>) -> tensor<32x16xf32>
    %222 = stablehlo.multiply %221, %111 : tensor<32x16xf32>
    %223 = stablehlo.add %220, %222 : tensor<32x16xf32>
    %cst_54 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %224 = stablehlo.broadcast_in_dim %cst_54, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %225 = stablehlo.multiply %224, %arg12 : tensor<16xf32>
    %cst_55 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %226 = stablehlo.broadcast_in_dim %cst_55, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %227 = stablehlo.multiply %226, %202 : tensor<16xf32>
    %228 = stablehlo.add %225, %227 : tensor<16xf32>
    %cst_56 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %229 = stablehlo.broadcast_in_dim %cst_56, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %230 = stablehlo.multiply %229, %arg13 : tensor<16xf32>
    %cst_57 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %231 = stablehlo.broadcast_in_dim %cst_57, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %232 = stablehlo.multiply %231, %135 : tensor<16xf32>
    %233 = stablehlo.add %230, %232 : tensor<16xf32>
    %cst_58 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %234 = stablehlo.broadcast_in_dim %cst_58, dims = [] : (tensor<f32>) -> tensor<16x16xf32>
    %235 = stablehlo.multiply %234, %arg14 : tensor<16x16xf32>
    %cst_59 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %236 = stablehlo.broadcast_in_dim %cst_59, dims = [] : (tensor<f32>) -> tensor<16x16xf32>
    %237 = stablehlo.multiply %236, %162 : tensor<16x16xf32>
    %238 = stablehlo.add %235, %237 : tensor<16x16xf32>
    %cst_60 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %239 = stablehlo.broadcast_in_dim %cst_60, dims = [] : (tensor<f32>) -> tensor<16x48xf32>
    %240 = stablehlo.multiply %239, %arg15 : tensor<16x48xf32>
    %cst_61 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %241 = stablehlo.broadcast_in_dim %cst_61, dims = [] : (tensor<f32>) -> tensor<16x48xf32>
    %242 = stablehlo.multiply %241, %194 : tensor<16x48xf32>
    %243 = stablehlo.add %240, %242 : tensor<16x48xf32>
    %cst_62 = stablehlo.constant dense<9.990000e-01> : tensor<f32>
    %244 = stablehlo.broadcast_in_dim %cst_62, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %245 = stablehlo.multiply %244, %arg16 : tensor<16xf32>
    %cst_63 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %246 = stablehlo.broadcast_in_dim %cst_63, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %247 = stablehlo.multiply %246, %198 : tensor<16xf32>
    %248 = stablehlo.multiply %247, %198 : tensor<16xf32>
    %249 = stablehlo.add %245, %248 : tensor<16xf32>
    %cst_64 = stablehlo.constant dense<9.990000e-01> : tensor<f32>
    %250 = stablehlo.broadcast_in_dim %cst_64, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %251 = stablehlo.multiply %250, %arg17 : tensor<16xf32>
    %cst_65 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %252 = stablehlo.broadcast_in_dim %cst_65, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %253 = stablehlo.multiply %252, %129 : tensor<16xf32>
    %254 = stablehlo.multiply %253, %129 : tensor<16xf32>
    %255 = stablehlo.add %251, %254 : tensor<16xf32>
    %cst_66 = stablehlo.constant dense<9.990000e-01> : tensor<f32>
    %256 = stablehlo.broadcast_in_dim %cst_66, dims = [] : (tensor<f32>) -> tensor<16x32xf32>
    %257 = stablehlo.multiply %256, %arg18 : tensor<16x32xf32>
    %cst_67 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %258 = stablehlo.broadcast_in_dim %cst_67, dims = [] : (tensor<f32>) -> tensor<16x32xf32>
    %259 = stablehlo.multiply %258, %125 : tensor<16x32xf32>
    %260 = stablehlo.multiply %259, %125 : tensor<16x32xf32>
    %261 = stablehlo.add %257, %260 : tensor<16x32xf32>
    %cst_68 = stablehlo.constant dense<9.990000e-01> : tensor<f32>
    %262 = stablehlo.broadcast_in_dim %cst_68, dims = [] : (tensor<f32>) -> tensor<32x16xf32>
    %263 = stablehlo.multiply %262, %arg19 : tensor<32x16xf32>
    %cst_69 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %264 = stablehlo.broadcast_in_dim %cst_69, dims = [] : (tensor<f32>) -> tensor<32x16xf32>
    %265 = stablehlo.multiply %264, %111 : tensor<32x16xf32>
    %266 = stablehlo.multiply %265, %111 : tensor<32x16xf32>
    %267 = stablehlo.add %263, %266 : tensor<32x16xf32>
    %cst_70 = stablehlo.constant dense<9.990000e-01> : tensor<f32>
    %268 = stablehlo.broadcast_in_dim %cst_70, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %269 = stablehlo.multiply %268, %arg20 : tensor<16xf32>
    %cst_71 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %270 = stablehlo.broadcast_in_dim %cst_71, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %271 = stablehlo.multiply %270, %202 : tensor<16xf32>
    %272 = stablehlo.multiply %271, %202 : tensor<16xf32>
    %273 = stablehlo.add %269, %272 : tensor<16xf32>
    %cst_72 = stablehlo.constant dense<9.990000e-01> : tensor<f32>
    %274 = stablehlo.broadcast_in_dim %cst_72, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %275 = stablehlo.multiply %274, %arg21 : tensor<16xf32>
    %cst_73 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %276 = stablehlo.broadcast_in_dim %cst_73, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %277 = stablehlo.multiply %276, %135 : tensor<16xf32>
    %278 = stablehlo.multiply %277, %135 : tensor<16xf32>
    %279 = stablehlo.add %275, %278 : tensor<16xf32>
    %cst_74 = stablehlo.constant dense<9.990000e-01> : tensor<f32>
    %280 = stablehlo.broadcast_in_dim %cst_74, dims = [] : (tensor<f32>) -> tensor<16x16xf32>
    %281 = stablehlo.multiply %280, %arg22 : tensor<16x16xf32>
    %cst_75 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %282 = stablehlo.broadcast_in_dim %cst_75, dims = [] : (tensor<f32>) -> tensor<16x16xf32>
    %283 = stablehlo.multiply %282, %162 : tensor<16x16xf32>
    %284 = stablehlo.multiply %283, %162 : tensor<16x16xf32>
    %285 = stablehlo.add %281, %284 : tensor<16x16xf32>
    %cst_76 = stablehlo.constant dense<9.990000e-01> : tensor<f32>
    %286 = stablehlo.broadcast_in_dim %cst_76, dims = [] : (tensor<f32>) -> tensor<16x48xf32>
    %287 = stablehlo.multiply %286, %arg23 : tensor<16x48xf32>
    %cst_77 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %288 = stablehlo.broadcast_in_dim %cst_77, dims = [] : (tensor<f32>) -> tensor<16x48xf32>
    %289 = stablehlo.multiply %288, %194 : tensor<16x48xf32>
    %290 = stablehlo.multiply %289, %194 : tensor<16x48xf32>
    %291 = stablehlo.add %287, %290 : tensor<16x48xf32>
    %292 = stablehlo.convert %203 : (tensor<i32>) -> tensor<f32>
    %cst_78 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %293 = stablehlo.power %cst_78, %292 : tensor<f32>
    %cst_79 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %294 = stablehlo.subtract %cst_79, %293 : tensor<f32>
    %295 = stablehlo.convert %203 : (tensor<i32>) -> tensor<f32>
    %cst_80 = stablehlo.constant dense<9.990000e-01> : tensor<f32>
    %296 = stablehlo.power %cst_80, %295 : tensor<f32>
    %cst_81 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %297 = stablehlo.subtract %cst_81, %296 : tensor<f32>
    %298 = stablehlo.broadcast_in_dim %294, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %299 = stablehlo.divide %208, %298 : tensor<16xf32>
    %cst_82 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %300 = stablehlo.broadcast_in_dim %cst_82, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %301 = stablehlo.multiply %300, %299 : tensor<16xf32>
    %302 = stablehlo.broadcast_in_dim %297, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %303 = stablehlo.divide %249, %302 : tensor<16xf32>
    %304 = stablehlo.sqrt %303 : tensor<16xf32>
    %cst_83 = stablehlo.constant dense<9.99999993E-9> : tensor<f32>
    %305 = stablehlo.broadcast_in_dim %cst_83, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %306 = stablehlo.add %304, %305 : tensor<16xf32>
    %307 = stablehlo.divide %301, %306 : tensor<16xf32>
    %308 = stablehlo.subtract %arg0, %307 : tensor<16xf32>
    %309 = stablehlo.broadcast_in_dim %294, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %310 = stablehlo.divide %213, %309 : tensor<16xf32>
    %cst_84 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %311 = stablehlo.broadcast_in_dim %cst_84, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %312 = stablehlo.multiply %311, %310 : tensor<16xf32>
    %313 = stablehlo.broadcast_in_dim %297, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %314 = stablehlo.divide %255, %313 : tensor<16xf32>
    %315 = stablehlo.sqrt %314 : tensor<16xf32>
    %cst_85 = stablehlo.constant dense<9.99999993E-9> : tensor<f32>
    %316 = stablehlo.broadcast_in_dim %cst_85, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %317 = stablehlo.add %315, %316 : tensor<16xf32>
    %318 = stablehlo.divide %312, %317 : tensor<16xf32>
    %319 = stablehlo.subtract %arg1, %318 : tensor<16xf32>
    %320 = stablehlo.broadcast_in_dim %294, dims = [] : (tensor<f32>) -> tensor<16x32xf32>
    %321 = stablehlo.divide %218, %320 : tensor<16x32xf32>
    %cst_86 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %322 = stablehlo.broadcast_in_dim %cst_86, dims = [] : (tensor<f32>) -> tensor<16x32xf32>
    %323 = stablehlo.multiply %322, %321 : tensor<16x32xf32>
    %324 = stablehlo.broadcast_in_dim %297, dims = [] : (tensor<f32>) -> tensor<16x32xf32>
    %325 = stablehlo.divide %261, %324 : tensor<16x32xf32>
    %326 = stablehlo.sqrt %325 : tensor<16x32xf32>
    %cst_87 = stablehlo.constant dense<9.99999993E-9> : tensor<f32>
    %327 = stablehlo.broadcast_in_dim %cst_87, dims = [] : (tensor<f32>) -> tensor<16x32xf32>
    %328 = stablehlo.add %326, %327 : tensor<16x32xf32>
    %329 = stablehlo.divide %323, %328 : tensor<16x32xf32>
    %330 = stablehlo.subtract %arg2, %329 : tensor<16x32xf32>
    %331 = stablehlo.broadcast_in_dim %294, dims = [] : (tensor<f32>) -> tensor<32x16xf32>
    %332 = stablehlo.divide %223, %331 : tensor<32x16xf32>
    %cst_88 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %333 = stablehlo.broadcast_in_dim %cst_88, dims = [] : (tensor<f32>) -> tensor<32x16xf32>
    %334 = stablehlo.multiply %333, %332 : tensor<32x16xf32>
    %335 = stablehlo.broadcast_in_dim %297, dims = [] : (tensor<f32>) -> tensor<32x16xf32>
    %336 = stablehlo.divide %267, %335 : tensor<32x16xf32>
    %337 = stablehlo.sqrt %336 : tensor<32x16xf32>
    %cst_89 = stablehlo.constant dense<9.99999993E-9> : tensor<f32>
    %338 = stablehlo.broadcast_in_dim %cst_89, dims = [] : (tensor<f32>) -> tensor<32x16xf32>
    %339 = stablehlo.add %337, %338 : tensor<32x16xf32>
    %340 = stablehlo.divide %334, %339 : tensor<32x16xf32>
    %341 = stablehlo.subtract %arg3, %340 : tensor<32x16xf32>
    %342 = stablehlo.broadcast_in_dim %294, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %343 = stablehlo.divide %228, %342 : tensor<16xf32>
    %cst_90 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %344 = stablehlo.broadcast_in_dim %cst_90, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %345 = stablehlo.multiply %344, %343 : tensor<16xf32>
    %346 = stablehlo.broadcast_in_dim %297, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %347 = stablehlo.divide %273, %346 : tensor<16xf32>
    %348 = stablehlo.sqrt %347 : tensor<16xf32>
    %cst_91 = stablehlo.constant dense<9.99999993E-9> : tensor<f32>
    %349 = stablehlo.broadcast_in_dim %cst_91, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %350 = stablehlo.add %348, %349 : tensor<16xf32>
    %351 = stablehlo.divide %345, %350 : tensor<16xf32>
    %352 = stablehlo.subtract %arg4, %351 : tensor<16xf32>
    %353 = stablehlo.broadcast_in_dim %294, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %354 = stablehlo.divide %233, %353 : tensor<16xf32>
    %cst_92 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %355 = stablehlo.broadcast_in_dim %cst_92, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %356 = stablehlo.multiply %355, %354 : tensor<16xf32>
    %357 = stablehlo.broadcast_in_dim %297, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %358 = stablehlo.divide %279, %357 : tensor<16xf32>
    %359 = stablehlo.sqrt %358 : tensor<16xf32>
    %cst_93 = stablehlo.constant dense<9.99999993E-9> : tensor<f32>
    %360 = stablehlo.broadcast_in_dim %cst_93, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %361 = stablehlo.add %359, %360 : tensor<16xf32>
    %362 = stablehlo.divide %356, %361 : tensor<16xf32>
    %363 = stablehlo.subtract %arg5, %362 : tensor<16xf32>
    %364 = stablehlo.broadcast_in_dim %294, dims = [] : (tensor<f32>) -> tensor<16x16xf32>
    %365 = stablehlo.divide %238, %364 : tensor<16x16xf32>
    %cst_94 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %366 = stablehlo.broadcast_in_dim %cst_94, dims = [] : (tensor<f32>) -> tensor<16x16xf32>
    %367 = stablehlo.multiply %366, %365 : tensor<16x16xf32>
    %368 = stablehlo.broadcast_in_dim %297, dims = [] : (tensor<f32>) -> tensor<16x16xf32>
    %369 = stablehlo.divide %285, %368 : tensor<16x16xf32>
    %370 = stablehlo.sqrt %369 : tensor<16x16xf32>
    %cst_95 = stablehlo.constant dense<9.99999993E-9> : tensor<f32>
    %371 = stablehlo.broadcast_in_dim %cst_95, dims = [] : (tensor<f32>) -> tensor<16x16xf32>
    %372 = stablehlo.add %370, %371 : tensor<16x16xf32>
    %373 = stablehlo.divide %367, %372 : tensor<16x16xf32>
    %374 = stablehlo.subtract %arg6, %373 : tensor<16x16xf32>
    %375 = stablehlo.broadcast_in_dim %294, dims = [] : (tensor<f32>) -> tensor<16x48xf32>
    %376 = stablehlo.divide %243, %375 : tensor<16x48xf32>
    %cst_96 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %377 = stablehlo.broadcast_in_dim %cst_96, dims = [] : (tensor<f32>) -> tensor<16x48xf32>
    %378 = stablehlo.multiply %377, %376 : tensor<16x48xf32>
    %379 = stablehlo.broadcast_in_dim %297, dims = [] : (tensor<f32>) -> tensor<16x48xf32>
    %380 = stablehlo.divide %291, %379 : tensor<16x48xf32>
    %381 = stablehlo.sqrt %380 : tensor<16x48xf32>
    %cst_97 = stablehlo.constant dense<9.99999993E-9> : tensor<f32>
    %382 = stablehlo.broadcast_in_dim %cst_97, dims = [] : (tensor<f32>) -> tensor<16x48xf32>
    %383 = stablehlo.add %381, %382 : tensor<16x48xf32>
    %384 = stablehlo.divide %378, %383 : tensor<16x48xf32>
    %385 = stablehlo.subtract %arg7, %384 : tensor<16x48xf32>
    return %308, %319, %330, %341, %352, %363, %374, %385, %208, %213, %218, %223, %228, %233, %238, %243, %249, %255, %261, %267, %273, %279, %285, %291, %203, %106 : tensor<16xf32>, tensor<16xf32>, tensor<16x32xf32>, tensor<32x16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16x16xf32>, tensor<16x48xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16x32xf32>, tensor<32x16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16x16xf32>, tensor<16x48xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16x32xf32>, tensor<32x16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16x16xf32>, tensor<16x48xf32>, tensor<i32>, tensor<f32>
  }
  func.func private @tril(%arg0: tensor<6x6xi1>) -> tensor<6x6xi1> {
    %0 = stablehlo.iota dim = 0 : tensor<6x6xi32>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<6x6xi32>
    %2 = stablehlo.add %0, %1 : tensor<6x6xi32>
    %3 = stablehlo.iota dim = 1 : tensor<6x6xi32>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<6x6xi32>, tensor<6x6xi32>) -> tensor<6x6xi1>
    %c_0 = stablehlo.constant dense<false> : tensor<i1>
    %5 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i1>) -> tensor<6x6xi1>
    %6 = stablehlo.select %4, %arg0, %5 : tensor<6x6xi1>, tensor<6x6xi1>
    return %6 : tensor<6x6xi1>
  }
  func.func private @_where(%arg0: tensor<6x6xi1>, %arg1: tensor<3x2x6x6xf32>, %arg2: tensor<f32>) -> (tensor<3x2x6x6xf32>, tensor<3x2x6x6xi1>) {
    %0 = stablehlo.convert %arg2 : tensor<f32>
    %1 = stablehlo.broadcast_in_dim %arg0, dims = [2, 3] : (tensor<6x6xi1>) -> tensor<3x2x6x6xi1>
    %2 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<3x2x6x6xf32>
    %3 = stablehlo.select %1, %arg1, %2 : tensor<3x2x6x6xi1>, tensor<3x2x6x6xf32>
    return %3, %1 : tensor<3x2x6x6xf32>, tensor<3x2x6x6xi1>
  }
  func.func private @_where_0(%arg0: tensor<3x2x6x6xi1>, %arg1: tensor<3x2x6x6xf32>) -> tensor<3x2x6x6xf32> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<3x2x6x6xf32>
    %1 = stablehlo.select %arg0, %arg1, %0 : tensor<3x2x6x6xi1>, tensor<3x2x6x6xf32>
    return %1 : tensor<3x2x6x6xf32>
  }
}
