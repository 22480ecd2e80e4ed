module @jit__lambda attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<3x3x3x6xf32>, %arg1: tensor<3x3x6x6xf32>, %arg2: tensor<3x3x6x8xf32>, %arg3: tensor<3x3x8x8xf32>, %arg4: tensor<6xf32>, %arg5: tensor<6xf32>, %arg6: tensor<8xf32>, %arg7: tensor<8xf32>, %arg8: tensor<16xf32>, %arg9: tensor<10xf32>, %arg10: tensor<32x16xf32>, %arg11: tensor<16x10xf32>, %arg12: tensor<3x3x3x6xf32>, %arg13: tensor<3x3x6x6xf32>, %arg14: tensor<3x3x6x8xf32>, %arg15: tensor<3x3x8x8xf32>, %arg16: tensor<6xf32>, %arg17: tensor<6xf32>, %arg18: tensor<8xf32>, %arg19: tensor<8xf32>, %arg20: tensor<16xf32>, %arg21: tensor<10xf32>, %arg22: tensor<32x16xf32>, %arg23: tensor<16x10xf32>, %arg24: tensor<4x14x14x3xf32>, %arg25: tensor<4x10xf32>, %arg26: tensor<2xui32>) -> (tensor<3x3x3x6xf32> {jax.result_info = "result[0]"}, tensor<3x3x6x6xf32> {jax.result_info = "result[1]"}, tensor<3x3x6x8xf32> {jax.result_info = "result[2]"}, tensor<3x3x8x8xf32> {jax.result_info = "result[3]"}, tensor<6xf32> {jax.result_info = "result[4]"}, tensor<6xf32> {jax.result_info = "result[5]"}, tensor<8xf32> {jax.result_info = "result[6]"}, tensor<8xf32> {jax.result_info = "result[7]"}, tensor<16xf32> {jax.result_info = "result[8]"}, tensor<10xf32> {jax.result_info = "result[9]"}, tensor<32x16xf32> {jax.result_info = "result[10]"}, tensor<16x10xf32> {jax.result_info = "result[11]"}, tensor<3x3x3x6xf32> {jax.result_info = "result[12]"}, tensor<3x3x6x6xf32> {jax.result_info = "result[13]"}, tensor<3x3x6x8xf32> {jax.result_info = "result[14]"}, tensor<3x3x8x8xf32> {jax.result_info = "result[15]"}, tensor<6xf32> {jax.result_info = "result[16]"}, tensor<6xf32> {jax.result_info = "result[17]"}, tensor<8xf32> {jax.result_info = "result[18]"}, tensor<8xf32> {jax.result_info = "result[19]"}, tensor<16xf32> {jax.result_info = "result[20]"}, tensor<10xf32> {jax.result_info = "result[21]"}, tensor<32x16xf32> {jax.result_info = "result[22]"}, tensor<16x10xf32> {jax.result_info = "result[23]"}, tensor<f32> {jax.result_info = "result[24]"}) {
    %0 = call @_threefry_split(%arg26) : (tensor<2xui32>) -> tensor<3x2xui32>
    %1 = stablehlo.slice %0 [0:1, 0:2] : (tensor<3x2xui32>) -> tensor<1x2xui32>
    %2 = stablehlo.reshape %1 : (tensor<1x2xui32>) -> tensor<2xui32>
    %3 = stablehlo.slice %0 [1:2, 0:2] : (tensor<3x2xui32>) -> tensor<1x2xui32>
    %4 = stablehlo.reshape %3 : (tensor<1x2xui32>) -> tensor<2xui32>
    %5 = stablehlo.slice %0 [2:3, 0:2] : (tensor<3x2xui32>) -> tensor<1x2xui32>
    %6 = stablehlo.reshape %5 : (tensor<1x2xui32>) -> tensor<2xui32>
    %7 = stablehlo.convolution(%arg24, %arg0) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[1, 1], [1, 1]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<4x14x14x3xf32>, tensor<3x3x3x6xf32>) -> tensor<4x14x14x6xf32>
    %8 = stablehlo.broadcast_in_dim %arg4, dims = [3] : (tensor<6xf32>) -> tensor<1x1x1x6xf32>
    %9 = stablehlo.broadcast_in_dim %8, dims = [0, 1, 2, 3] : (tensor<1x1x1x6xf32>) -> tensor<4x14x14x6xf32>
    %10 = stablehlo.add %7, %9 : tensor<4x14x14x6xf32>
    %11 = call @relu(%10) : (tensor<4x14x14x6xf32>) -> tensor<4x14x14x6xf32>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %12 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x14x14x6xf32>
    %13 = stablehlo.compare GT, %10, %12, FLOAT : (tensor<4x14x14x6xf32>, tensor<4x14x14x6xf32>) -> tensor<4x14x14x6xi1>
    %14 = stablehlo.convolution(%11, %arg1) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[0, 0], [0, 0]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<4x14x14x6xf32>, tensor<3x3x6x6xf32>) -> tensor<4x12x12x6xf32>
    %15 = stablehlo.broadcast_in_dim %arg5, dims = [3] : (tensor<6xf32>) -> tensor<1x1x1x6xf32>
    %16 = stablehlo.broadcast_in_dim %15, dims = [0, 1, 2, 3] : (tensor<1x1x1x6xf32>) -> tensor<4x12x12x6xf32>
    %17 = stablehlo.add %14, %16 : tensor<4x12x12x6xf32>
    %18 = call @relu_0(%17) : (tensor<4x12x12x6xf32>) -> tensor<4x12x12x6xf32>
    %cst_0 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %19 = stablehlo.broadcast_in_dim %cst_0, dims = [] : (tensor<f32>) -> tensor<4x12x12x6xf32>
    %20 = stablehlo.compare GT, %17, %19, FLOAT : (tensor<4x12x12x6xf32>, tensor<4x12x12x6xf32>) -> tensor<4x12x12x6xi1>
    %cst_1 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %21 = stablehlo.broadcast_in_dim %cst_1, dims = [] : (tensor<f32>) -> tensor<f32>
    %22 = "stablehlo.reduce_window"(%18, %21) <{base_dilations = array<i64: 1, 1, 1, 1>, padding = dense<0> : tensor<4x2xi64>, window_dilations = array<i64: 1, 1, 1, 1>, window_dimensions = array<i64: 1, 2, 2, 1>, window_strides = array<i64: 1, 2, 2, 1>}> ({
    ^bb0(%arg27: tensor<f32>, %arg28: tensor<f32>):
      %319 = stablehlo.maximum %arg27, %arg28 : tensor<f32>
      stablehlo.return %319 : tensor<f32>
    }) : (tensor<4x12x12x6xf32>, tensor<f32>) -> tensor<4x6x6x6xf32>
    %cst_2 = stablehlo.constant dense<7.500000e-01> : tensor<f32>
    %23 = call @_bernoulli(%2, %cst_2) : (tensor<2xui32>, tensor<f32>) -> tensor<4x6x6x6xi1>
    %cst_3 = stablehlo.constant dense<7.500000e-01> : tensor<f32>
    %24 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<4x6x6x6xf32>
    %25 = stablehlo.divide %22, %24 : tensor<4x6x6x6xf32>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %26 = call @_where(%23, %25, %c) : (tensor<4x6x6x6xi1>, tensor<4x6x6x6xf32>, tensor<i32>) -> tensor<4x6x6x6xf32>
    %27 = stablehlo.convolution(%26, %arg2) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[1, 1], [1, 1]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<4x6x6x6xf32>, tensor<3x3x6x8xf32>) -> tensor<4x6x6x8xf32>
    %28 = stablehlo.broadcast_in_dim %arg6, dims = [3] : (tensor<8xf32>) -> tensor<1x1x1x8xf32>
    %29 = stablehlo.broadcast_in_dim %28, dims = [0, 1, 2, 3] : (tensor<1x1x1x8xf32>) -> tensor<4x6x6x8xf32>
    %30 = stablehlo.add %27, %29 : tensor<4x6x6x8xf32>
    %31 = call @relu_3(%30) : (tensor<4x6x6x8xf32>) -> tensor<4x6x6x8xf32>
    %cst_4 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %32 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<f32>) -> tensor<4x6x6x8xf32>
    %33 = stablehlo.compare GT, %30, %32, FLOAT : (tensor<4x6x6x8xf32>, tensor<4x6x6x8xf32>) -> tensor<4x6x6x8xi1>
    %34 = stablehlo.convolution(%31, %arg3) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[0, 0], [0, 0]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<4x6x6x8xf32>, tensor<3x3x8x8xf32>) -> tensor<4x4x4x8xf32>
    %35 = stablehlo.broadcast_in_dim %arg7, dims = [3] : (tensor<8xf32>) -> tensor<1x1x1x8xf32>
    %36 = stablehlo.broadcast_in_dim %35, dims = [0, 1, 2, 3] : (tensor<1x1x1x8xf32>) -> tensor<4x4x4x8xf32>
    %37 = stablehlo.add %34, %36 : tensor<4x4x4x8xf32>
    %38 = call @relu_4(%37) : (tensor<4x4x4x8xf32>) -> tensor<4x4x4x8xf32>
    %cst_5 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %39 = stablehlo.broadcast_in_dim %cst_5, dims = [] : (tensor<f32>) -> tensor<4x4x4x8xf32>
    %40 = stablehlo.compare GT, %37, %39, FLOAT : (tensor<4x4x4x8xf32>, tensor<4x4x4x8xf32>) -> tensor<4x4x4x8xi1>
    %cst_6 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %41 = stablehlo.broadcast_in_dim %cst_6, dims = [] : (tensor<f32>) -> tensor<f32>
    %42 = "stablehlo.reduce_window"(%38, %41) <{base_dilations = array<i64: 1, 1, 1, 1>, padding = dense<0> : tensor<4x2xi64>, window_dilations = array<i64: 1, 1, 1, 1>, window_dimensions = array<i64: 1, 2, 2, 1>, window_strides = array<i64: 1, 2, 2, 1>}> ({
    ^bb0(%arg27: tensor<f32>, %arg28: tensor<f32>):
      %319 = stablehlo.maximum %arg27, %arg28 : tensor<f32>
      stablehlo.return %319 : tensor<f32>
    }) : (tensor<4x4x4x8xf32>, tensor<f32>) -> tensor<4x2x2x8xf32>
    %cst_7 = stablehlo.constant dense<7.500000e-01> : tensor<f32>
    %43 = call @_bernoulli_5(%4, %cst_7) : (tensor<2xui32>, tensor<f32>) -> tensor<4x2x2x8xi1>
    %cst_8 = stablehlo.constant dense<7.500000e-01> : tensor<f32>
    %44 = stablehlo.broadcast_in_dim %cst_8, dims = [] : (tensor<f32>) -> tensor<4x2x2x8xf32>
    %45 = stablehlo.divide %42, %44 : tensor<4x2x2x8xf32>
    %c_9 = stablehlo.constant dense<0> : tensor<i32>
    %46 = call @_where_9(%43, %45, %c_9) : (tensor<4x2x2x8xi1>, tensor<4x2x2x8xf32>, tensor<i32>) -> tensor<4x2x2x8xf32>
    %47 = stablehlo.reshape %46 : (tensor<4x2x2x8xf32>) -> tensor<4x32xf32>
    %48 = stablehlo.dot_general %47, %arg10, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<4x32xf32>, tensor<32x16xf32>) -> tensor<4x16xf32>
    %49 = stablehlo.broadcast_in_dim %arg8, dims = [1] : (tensor<16xf32>) -> tensor<1x16xf32>
    %50 = stablehlo.broadcast_in_dim %49, dims = [0, 1] : (tensor<1x16xf32>) -> tensor<4x16xf32>
    %51 = stablehlo.add %48, %50 : tensor<4x16xf32>
    %52 = call @relu_10(%51) : (tensor<4x16xf32>) -> tensor<4x16xf32>
    %cst_10 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %53 = stablehlo.broadcast_in_dim %cst_10, dims = [] : (tensor<f32>) -> tensor<4x16xf32>
    %54 = stablehlo.compare GT, %51, %53, FLOAT : (tensor<4x16xf32>, tensor<4x16xf32>) -> tensor<4x16xi1>
    %cst_11 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %55 = call @_bernoulli_11(%6, %cst_11) : (tensor<2xui32>, tensor<f32>) -> tensor<4x16xi1>
    %cst_12 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %56 = stablehlo.broadcast_in_dim %cst_12, dims = [] : (tensor<f32>) -> tensor<4x16xf32>
    %57 = stablehlo.divide %52, %56 : tensor<4x16xf32>
    %c_13 = stablehlo.constant dense<0> : tensor<i32>
    %58 = call @_where_15(%55, %57, %c_13) : (tensor<4x16xi1>, tensor<4x16xf32>, tensor<i32>) -> tensor<4x16xf32>
    %59 = stablehlo.dot_general %58, %arg11, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<4x16xf32>, tensor<16x10xf32>) -> tensor<4x10xf32>
    %60 = stablehlo.broadcast_in_dim %arg9, dims = [1] : (tensor<10xf32>) -> tensor<1x10xf32>
    %61 = stablehlo.broadcast_in_dim %60, dims = [0, 1] : (tensor<1x10xf32>) -> tensor<4x10xf32>
    %62 = stablehlo.add %59, %61 : tensor<4x10xf32>
    %cst_14 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %63 = stablehlo.reduce(%62 init: %cst_14) applies stablehlo.maximum across dimensions = [1] : (tensor<4x10xf32>, tensor<f32>) -> tensor<4xf32>
    %cst_15 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %64 = stablehlo.broadcast_in_dim %cst_15, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %65 = stablehlo.maximum %64, %63 : tensor<4xf32>
    %66 = stablehlo.broadcast_in_dim %65, dims = [0] : (tensor<4xf32>) -> tensor<4x1xf32>
    %67 = stablehlo.broadcast_in_dim %66, dims = [0, 1] : (tensor<4x1xf32>) -> tensor<4x10xf32>
    %68 = stablehlo.subtract %62, %67 : tensor<4x10xf32>
    %69 = stablehlo.exponential %68 : tensor<4x10xf32>
    %cst_16 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %70 = stablehlo.reduce(%69 init: %cst_16) applies stablehlo.add across dimensions = [1] : (tensor<4x10xf32>, tensor<f32>) -> tensor<4xf32>
    %71 = stablehlo.broadcast_in_dim %70, dims = [0] : (tensor<4xf32>) -> tensor<4x1xf32>
    %72 = stablehlo.broadcast_in_dim %71, dims = [0, 1] : (tensor<4x1xf32>) -> tensor<4x10xf32>
    %73 = stablehlo.divide %69, %72 : tensor<4x10xf32>
    %74 = stablehlo.multiply %71, %71 : tensor<4x1xf32>
    %cst_17 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %75 = stablehlo.broadcast_in_dim %cst_17, dims = [] : (tensor<f32>) -> tensor<4x1xf32>
    %76 = stablehlo.divide %75, %74 : tensor<4x1xf32>
    %cst_18 = stablehlo.constant dense<1.000000e-07> : tensor<f32>
    %cst_19 = stablehlo.constant dense<0.99999988> : tensor<f32>
    %77:3 = call @clip(%73, %cst_18, %cst_19) : (tensor<4x10xf32>, tensor<f32>, tensor<f32>) -> (tensor<4x10xf32>, tensor<4x10xf32>, tensor<4x10xf32>)
    %78 = stablehlo.log %77#0 : tensor<4x10xf32>
    %79 = stablehlo.multiply %78, %arg25 : tensor<4x10xf32>
    %cst_20 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %80 = stablehlo.reduce(%79 init: %cst_20) applies stablehlo.add across dimensions = [1] : (tensor<4x10xf32>, tensor<f32>) -> tensor<4xf32>
    %cst_21 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %81 = stablehlo.reduce(%80 init: %cst_21) applies stablehlo.add across dimensions = [0] : (tensor<4xf32>, tensor<f32>) -> tensor<f32>
    %cst_22 = stablehlo.constant dense<4.000000e+00> : tensor<f32>
    %82 = stablehlo.divide %81, %cst_22 : tensor<f32>
    %83 = stablehlo.negate %82 : tensor<f32>
    %cst_23 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %84 = stablehlo.negate %cst_23 : tensor<f32>
    %cst_24 = stablehlo.constant dense<4.000000e+00> : tensor<f32>
    %85 = stablehlo.divide %84, %cst_24 : tensor<f32>
    %86 = stablehlo.broadcast_in_dim %85, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %87 = stablehlo.broadcast_in_dim %86, dims = [0] : (tensor<4xf32>) -> tensor<4x10xf32>
    %88 = stablehlo.multiply %87, %arg25 : tensor<4x10xf32>
    %89 = stablehlo.divide %88, %77#0 : tensor<4x10xf32>
    %90 = call @clip_16(%77#1, %77#2, %89) : (tensor<4x10xf32>, tensor<4x10xf32>, tensor<4x10xf32>) -> tensor<4x10xf32>
    %91 = stablehlo.broadcast_in_dim %76, dims = [0, 1] : (tensor<4x1xf32>) -> tensor<4x10xf32>
    %92 = stablehlo.multiply %90, %91 : tensor<4x10xf32>
    %93 = stablehlo.multiply %92, %69 : tensor<4x10xf32>
    %cst_25 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %94 = stablehlo.reduce(%93 init: %cst_25) applies stablehlo.add across dimensions = [1] : (tensor<4x10xf32>, tensor<f32>) -> tensor<4xf32>
    %95 = stablehlo.reshape %94 : (tensor<4xf32>) -> tensor<4x1xf32>
    %96 = stablehlo.negate %95 : tensor<4x1xf32>
    %97 = stablehlo.broadcast_in_dim %71, dims = [0, 1] : (tensor<4x1xf32>) -> tensor<4x10xf32>
    %98 = stablehlo.divide %90, %97 : tensor<4x10xf32>
    %cst_26 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %99 = stablehlo.reduce(%96 init: %cst_26) applies stablehlo.add across dimensions = [1] : (tensor<4x1xf32>, tensor<f32>) -> tensor<4xf32>
    %100 = stablehlo.broadcast_in_dim %99, dims = [0] : (tensor<4xf32>) -> tensor<4x10xf32>
    %101 = stablehlo.add %98, %100 : tensor<4x10xf32>
    %102 = stablehlo.multiply %101, %69 : tensor<4x10xf32>
    %cst_27 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %103 = stablehlo.reduce(%102 init: %cst_27) applies stablehlo.add across dimensions = [0] : (tensor<4x10xf32>, tensor<f32>) -> tensor<10xf32>
    %104 = stablehlo.reshape %103 : (tensor<10xf32>) -> tensor<1x10xf32>
    %cst_28 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %105 = stablehlo.reduce(%104 init: %cst_28) applies stablehlo.add across dimensions = [0] : (tensor<1x10xf32>, tensor<f32>) -> tensor<10xf32>
    %106 = stablehlo.dot_general %102, %58, contracting_dims = [0] x [0], precision = [DEFAULT, DEFAULT] : (tensor<4x10xf32>, tensor<4x16xf32>) -> tensor<10x16xf32>
    %107 = stablehlo.transpose %106, dims = [1, 0] : (tensor<10x16xf32>) -> tensor<16x10xf32>
    %108 = stablehlo.dot_general %102, %arg11, contracting_dims = [1] x [1], precision = [DEFAULT, DEFAULT] : (tensor<4x10xf32>, tensor<16x10xf32>) -> tensor<4x16xf32>
    %109 = call @_where_17(%55, %108) : (tensor<4x16xi1>, tensor<4x16xf32>) -> tensor<4x16xf32>
    %cst_29 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %110 = stablehlo.broadcast_in_dim %cst_29, dims = [] : (tensor<f32>) -> tensor<4x16xf32>
    %111 = stablehlo.divide %109, %110 : tensor<4x16xf32>
    %cst_30 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %112 = stablehlo.broadcast_in_dim %cst_30, dims = [] : (tensor<f32>) -> tensor<4x16xf32>
    %113 = stablehlo.select %54, %111, %112 : tensor<4x16xi1>, tensor<4x16xf32>
    %cst_31 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %114 = stablehlo.reduce(%113 init: %cst_31) applies stablehlo.add across dimensions = [0] : (tensor<4x16xf32>, tensor<f32>) -> tensor<16xf32>
    %115 = stablehlo.reshape %114 : (tensor<16xf32>) -> tensor<1x16xf32>
    %cst_32 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %116 = stablehlo.reduce(%115 init: %cst_32) applies stablehlo.add across dimensions = [0] : (tensor<1x16xf32>, tensor<f32>) -> tensor<16xf32>
    %117 = stablehlo.dot_general %113, %47, contracting_dims = [0] x [0], precision = [DEFAULT, DEFAULT] : (tensor<4x16xf32>, tensor<4x32xf32>) -> tensor<16x32xf32>
    %118 = stablehlo.transpose %117, dims = [1, 0] : (tensor<16x32xf32>) -> tensor<32x16xf32>
    %119 = stablehlo.dot_general %113, %arg10, contracting_dims = [1] x [1], precision = [DEFAULT, DEFAULT] : (tensor<4x16xf32>, tensor<32x16xf32>) -> tensor<4x32xf32>
    %120 = stablehlo.reshape %119 : (tensor<4x32xf32>) -> tensor<4x2x2x8xf32>
    %121 = call @_where_18(%43, %120) : (tensor<4x2x2x8xi1>, tensor<4x2x2x8xf32>) -> tensor<4x2x2x8xf32>
    %cst_33 = stablehlo.constant dense<7.500000e-01> : tensor<f32>
    %122 = stablehlo.broadcast_in_dim %cst_33, dims = [] : (tensor<f32>) -> tensor<4x2x2x8xf32>
    %123 = stablehlo.divide %121, %122 : tensor<4x2x2x8xf32>
    %cst_34 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %124 = stablehlo.pad %38, %cst_34, low = [0, 0, 0, 0], high = [0, 0, 0, 0], interior = [0, 0, 0, 0] : (tensor<4x4x4x8xf32>, tensor<f32>) -> tensor<4x4x4x8xf32>
    %cst_35 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %125 = "stablehlo.select_and_scatter"(%124, %123, %cst_35) <{padding = dense<0> : tensor<4x2xi64>, window_dimensions = array<i64: 1, 2, 2, 1>, window_strides = array<i64: 1, 2, 2, 1>}> ({
    ^bb0(%arg27: tensor<f32>, %arg28: tensor<f32>):
      %319 = stablehlo.compare GE, %arg27, %arg28, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %319 : tensor<i1>
    }, {
    ^bb0(%arg27: tensor<f32>, %arg28: tensor<f32>):
      %319 = stablehlo.add %arg27, %arg28 : tensor<f32>
      stablehlo.return %319 : tensor<f32>
    }) : (tensor<4x4x4x8xf32>, tensor<4x2x2x8xf32>, tensor<f32>) -> tensor<4x4x4x8xf32>
    %126 = stablehlo.slice %125 [0:4, 0:4, 0:4, 0:8] : (tensor<4x4x4x8xf32>) -> tensor<4x4x4x8xf32>
    %cst_36 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %127 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<4x4x4x8xf32>
    %128 = stablehlo.select %40, %126, %127 : tensor<4x4x4x8xi1>, tensor<4x4x4x8xf32>
    %cst_37 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %129 = stablehlo.reduce(%128 init: %cst_37) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<4x4x4x8xf32>, tensor<f32>) -> tensor<8xf32>
    %130 = stablehlo.reshape %129 : (tensor<8xf32>) -> tensor<1x1x1x8xf32>
    %cst_38 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %131 = stablehlo.reduce(%130 init: %cst_38) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<1x1x1x8xf32>, tensor<f32>) -> tensor<8xf32>
    %132 = stablehlo.convolution(%31, %128) dim_numbers = [f, 0, 1, b]x[i, 0, 1, o]->[0, 1, b, f], window = {stride = [1, 1], pad = [[0, 0], [0, 0]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<4x6x6x8xf32>, tensor<4x4x4x8xf32>) -> tensor<3x3x8x8xf32>
    %133 = stablehlo.reverse %arg3, dims = [0, 1] : tensor<3x3x8x8xf32>
    %134 = stablehlo.convolution(%128, %133) dim_numbers = [b, 0, 1, f]x[0, 1, o, i]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[2, 2], [2, 2]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<4x4x4x8xf32>, tensor<3x3x8x8xf32>) -> tensor<4x6x6x8xf32>
    %cst_39 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %135 = stablehlo.broadcast_in_dim %cst_39, dims = [] : (tensor<f32>) -> tensor<4x6x6x8xf32>
    %136 = stablehlo.select %33, %134, %135 : tensor<4x6x6x8xi1>, tensor<4x6x6x8xf32>
    %cst_40 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %137 = stablehlo.reduce(%136 init: %cst_40) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<4x6x6x8xf32>, tensor<f32>) -> tensor<8xf32>
    %138 = stablehlo.reshape %137 : (tensor<8xf32>) -> tensor<1x1x1x8xf32>
    %cst_41 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %139 = stablehlo.reduce(%138 init: %cst_41) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<1x1x1x8xf32>, tensor<f32>) -> tensor<8xf32>
    %140 = stablehlo.convolution(%26, %136) dim_numbers = [f, 0, 1, b]x[i, 0, 1, o]->[0, 1, b, f], window = {stride = [1, 1], pad = [[1, 1], [1, 1]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<4x6x6x6xf32>, tensor<4x6x6x8xf32>) -> tensor<3x3x6x8xf32>
    %141 = stablehlo.reverse %arg2, dims = [0, 1] : tensor<3x3x6x8xf32>
    %142 = stablehlo.convolution(%136, %141) dim_numbers = [b, 0, 1, f]x[0, 1, o, i]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[1, 1], [1, 1]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<4x6x6x8xf32>, tensor<3x3x6x8xf32>) -> tensor<4x6x6x6xf32>
    %143 = call @_where_19(%23, %142) : (tensor<4x6x6x6xi1>, tensor<4x6x6x6xf32>) -> tensor<4x6x6x6xf32>
    %cst_42 = stablehlo.constant dense<7.500000e-01> : tensor<f32>
    %144 = stablehlo.broadcast_in_dim %cst_42, dims = [] : (tensor<f32>) -> tensor<4x6x6x6xf32>
    %145 = stablehlo.divide %143, %144 : tensor<4x6x6x6xf32>
    %cst_43 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %146 = stablehlo.pad %18, %cst_43, low = [0, 0, 0, 0], high = [0, 0, 0, 0], interior = [0, 0, 0, 0] : (tensor<4x12x12x6xf32>, tensor<f32>) -> tensor<4x12x12x6xf32>
    %cst_44 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %147 = "stablehlo.select_and_scatter"(%146, %145, %cst_44) <{padding = dense<0> : tensor<4x2xi64>, window_dimensions = array<i64: 1, 2, 2, 1>, window_strides = array<i64: 1, 2, 2, 1>}> ({
    ^bb0(%arg27: tensor<f32>, %arg28: tensor<f32>):
      %319 = stablehlo.compare GE, %arg27, %arg28, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %319 : tensor<i1>
    }, {
    ^bb0(%arg27: tensor<f32>, %arg28: tensor<f32>):
      %319 = stablehlo.add %arg27, %arg28 : tensor<f32>
      stablehlo.return %319 : tensor<f32>
    }) : (tensor<4x12x12x6xf32>, tensor<4x6x6x6xf32>, tensor<f32>) -> tensor<4x12x12x6xf32>
    %148 = stablehlo.slice %147 [0:4, 0:12, 0:12, 0:6] : (tensor<4x12x12x6xf32>) -> tensor<4x12x12x6xf32>
    %cst_45 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %149 = stablehlo.broadcast_in_dim %cst_45, dims = [] : (tensor<f32>) -> tensor<4x12x12x6xf32>
    %150 = stablehlo.select %20, %148, %149 : tensor<4x12x12x6xi1>, tensor<4x12x12x6xf32>
    %cst_46 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %151 = stablehlo.reduce(%150 init: %cst_46) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<4x12x12x6xf32>, tensor<f32>) -> tensor<6xf32>
    %152 = stablehlo.reshape %151 : (tensor<6xf32>) -> tensor<1x1x1x6xf32>
    %cst_47 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %153 = stablehlo.reduce(%152 init: %cst_47) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<1x1x1x6xf32>, tensor<f32>) -> tensor<6xf32>
    %154 = stablehlo.convolution(%11, %150) dim_numbers = [f, 0, 1, b]x[i, 0, 1, o]->[0, 1, b, f], window = {stride = [1, 1], pad = [[0, 0], [0, 0]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<4x14x14x6xf32>, tensor<4x12x12x6xf32>) -> tensor<3x3x6x6xf32>
    %155 = stablehlo.reverse %arg1, dims = [0, 1] : tensor<3x3x6x6xf32>
    %156 = stablehlo.convolution(%150, %155) dim_numbers = [b, 0, 1, f]x[0, 1, o, i]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[2, 2], [2, 2]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<4x12x12x6xf32>, tensor<3x3x6x6xf32>) -> tensor<4x14x14x6xf32>
    %cst_48 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %157 = stablehlo.broadcast_in_dim %cst_48, dims = [] : (tensor<f32>) -> tensor<4x14x14x6xf32>
    %158 = stablehlo.select %13, %156, %157 : tensor<4x14x14x6xi1>, tensor<4x14x14x6xf32>
    %cst_49 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %159 = stablehlo.reduce(%158 init: %cst_49) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<4x14x14x6xf32>, tensor<f32>) -> tensor<6xf32>
    %160 = stablehlo.reshape %159 : (tensor<6xf32>) -> tensor<1x1x1x6xf32>
    %cst_50 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %161 = stablehlo.reduce(%160 init: %cst_50) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<1x1x1x6xf32>, tensor<f32>) -> tensor<6xf32>
    %162 = stablehlo.convolution(%arg24, %158) dim_numbers = [f, 0, 1, b]x[i, 0, 1, o]->[0, 1, b, f], window = {stride = [1, 1], pad = [[1, 1], [1, 1]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<4x14x14x3xf32>, tensor<4x14x14x6xf32>) -> tensor<3x3x3x6xf32>
    %cst_51 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %163 = stablehlo.broadcast_in_dim %cst_51, dims = [] : (tensor<f32>) -> tensor<3x3x3x6xf32>
    %164 = stablehlo.multiply %163, %arg12 : tensor<3x3x3x6xf32>
    %cst_52 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %165 = stablehlo.broadcast_in_dim %cst_52, dims = [] : (tensor<f32>) -> tensor<3x3x3x6xf32>
    %166 = stablehlo.multiply %165, %162 : tensor<3x3x3x6xf32>
    %167 = stablehlo.multiply %166, %162 : tensor<3x3x3x6xf32>
    %168 = stablehlo.add %164, %167 : tensor<3x3x3x6xf32>
    %cst_53 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %169 = stablehlo.broadcast_in_dim %cst_53, dims = [] : (tensor<f32>) -> tensor<3x3x6x6xf32>
    %170 = stablehlo.multiply %169, %arg13 : tensor<3x3x6x6xf32>
    %cst_54 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %171 = stablehlo.broadcast_in_dim %cst_54, dims = [] : (tensor<f32>) -> tensor<3x3x6x6xf32>
    %172 = stablehlo.multiply %171, %154 : tensor<3x3x6x6xf32>
    %173 = stablehlo.multiply %172, %154 : tensor<3x3x6x6xf32>
    %174 = stablehlo.add %170, %173 : tensor<3x3x6x6xf32>
    %cst_55 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %175 = stablehlo.broadcast_in_dim %cst_55, dims = [] : (tensor<f32>) -> tensor<3x3x6x8xf32>
    %176 = stablehlo.multiply %175, %arg14 : tensor<3x3x6x8xf32>
    %cst_56 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %177 = stablehlo.broadcast_in_dim %cst_56, dims = [] : (tensor<f32>) -> tensor<3x3x6x8xf32>
    %178 = stablehlo.multiply %177, %140 : tensor<3x3x6x8xf32>
    %179 = stablehlo.multiply %178, %140 : tensor<3x3x6x8xf32>
    %180 = stablehlo.add %176, %179 : tensor<3x3x6x8xf32>
    %cst_57 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %181 = stablehlo.broadcast_in_dim %cst_57, dims = [] : (tensor<f32>) -> tensor<3x3x8x8xf32>
    %182 = stablehlo.multiply %181, %arg15 : tensor<3x3x8x8xf32>
    %cst_58 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %183 = stablehlo.broadcast_in_dim %cst_58, dims = [] : (tensor<f32>) -> tensor<3x3x8x8xf32>
    %184 = stablehlo.multiply %183, %132 : tensor<3x3x8x8xf32>
    %185 = stablehlo.multiply %184, %132 : tensor<3x3x8x8xf32>
    %186 = stablehlo.add %182, %185 : tensor<3x3x8x8xf32>
    %cst_59 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %187 = stablehlo.broadcast_in_dim %cst_59, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %188 = stablehlo.multiply %187, %arg16 : tensor<6xf32>
    %cst_60 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %189 = stablehlo.broadcast_in_dim %cst_60, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %190 = stablehlo.multiply %189, %161 : tensor<6xf32>
    %191 = stablehlo.multiply %190, %161 : tensor<6xf32>
    %192 = stablehlo.add %188, %191 : tensor<6xf32>
    %cst_61 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %193 = stablehlo.broadcast_in_dim %cst_61, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %194 = stablehlo.multiply %193, %arg17 : tensor<6xf32>
    %cst_62 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %195 = stablehlo.broadcast_in_dim %cst_62, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %196 = stablehlo.multiply %195, %153 : tensor<6xf32>
    %197 = stablehlo.multiply %196, %153 : tensor<6xf32>
    %198 = stablehlo.add %194, %197 : tensor<6xf32>
    %cst_63 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %199 = stablehlo.broadcast_in_dim %cst_63, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %200 = stablehlo.multiply %199, %arg18 : tensor<8xf32>
    %cst_64 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %201 = stablehlo.broadcast_in_dim %cst_64, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %202 = stablehlo.multiply %201, %139 : tensor<8xf32>
    %203 = stablehlo.multiply %202, %139 : tensor<8xf32>
    %204 = stablehlo.add %200, %203 : tensor<8xf32>
    %cst_65 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %205 = stablehlo.broadcast_in_dim %cst_65, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %206 = stablehlo.multiply %205, %arg19 : tensor<8xf32>
    %cst_66 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %207 = stablehlo.broadcast_in_dim %cst_66, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %208 = stablehlo.multiply %207, %131 : tensor<8xf32>
    %209 = stablehlo.multiply %208, %131 : tensor<8xf32>
    %210 = stablehlo.add %206, %209 : tensor<8xf32>
    %cst_67 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %211 = stablehlo.broadcast_in_dim %cst_67, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %212 = stablehlo.multiply %211, %arg20 : tensor<16xf32>
    %cst_68 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %213 = stablehlo.broadcast_in_dim %cst_68, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %214 = stablehlo.multiply %213, %116 : tensor<16xf32>
    %215 = stablehlo.multiply %214, %116 : tensor<16xf32>
    %216 = stablehlo.add %212, %215 : tensor<16xf32>
    %cst_69 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %217 = stablehlo.broadcast_in_dim %cst_69, dims = [] : (tensor<f32>) -> tensor<10xf32>
    %218 = stablehlo.multiply %217, %arg21 : tensor<10xf32>
    %cst_70 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %219 = stablehlo.broadcast_in_dim %cst_70, dims = [] : (tensor<f32>) -> tensor<10xf32>
    %220 = stablehlo.multiply %219, %105 : tensor<10xf32>
    %221 = stablehlo.multiply %220, %105 : tensor<10xf32>
    %222 = stablehlo.add %218, %221 : tensor<10xf32>
    %cst_71 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %223 = stablehlo.broadcast_in_dim %cst_71, dims = [] : (tensor<f32>) -> tensor<32x16xf32>
    %224 = stablehlo.multiply %223, %arg22 : tensor<32x16xf32>
    %cst_72 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %225 = stablehlo.broadcast_in_dim %cst_72, dims = [] : (tensor<f32>) -> tensor<32x16xf32>
    %226 = stablehlo.multiply %225, %118 : tensor<32x16xf32>
    %227 = stablehlo.multiply %226, %118 : tensor<32x16xf32>
    %228 = stablehlo.add %224, %227 : tensor<32x16xf32>
    %cst_73 = stablehlo.constant dense<0.899999976> : tensor<f32>
    %229 = stablehlo.broadcast_in_dim %cst_73, dims = [] : (tensor<f32>) -> tensor<16x10xf32>
    %230 = stablehlo.multiply %229, %arg23 : tensor<16x10xf32>
    %cst_74 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %231 = stablehlo.broadcast_in_dim %cst_74, dims = [] : (tensor<f32>) -> tensor<16x10xf32>
    %232 = stablehlo.multiply %231, %107 : tensor<16x10xf32>
    %233 = stablehlo.multiply %232, %107 : tensor<16x10xf32>
    %234 = stablehlo.add %230, %233 : tensor<16x10xf32>
    %cst_75 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %235 = stablehlo.broadcast_in_dim %cst_75, dims = [] : (tensor<f32>) -> tensor<3x3x3x6xf32>
    %236 = stablehlo.multiply %235, %162 : tensor<3x3x3x6xf32>
    %237 = stablehlo.sqrt %168 : tensor<3x3x3x6xf32>
    %cst_76 = stablehlo.constant dense<1.000000e-07> : tensor<f32>
    %238 = stablehlo.broadcast_in_dim %cst_76, dims = [] : (tensor<f32>) -> tensor<3x3x3x6xf32>
    %239 = stablehlo.add %237, %238 : tensor<3x3x3x6xf32>
    %240 = stablehlo.divide %236, %239 : tensor<3x3x3x6xf32>
    %241 = stablehlo.subtract %arg0, %240 : tensor<3x3x3x6xf32>
    %cst_77 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %242 = stablehlo.broadcast_in_dim %cst_77, dims = [] : (tensor<f32>) -> tensor<3x3x6x6xf32>
    %243 = stablehlo.multiply %242, %154 : tensor<3x3x6x6xf32>
    %244 = stablehlo.sqrt %174 : tensor<3x3x6x6xf32>
    %cst_78 = stablehlo.constant dense<1.000000e-07> : tensor<f32>
    %245 = stablehlo.broadcast_in_dim %cst_78, dims = [] : (tensor<f32>) -> tensor<3x3x6x6xf32>
    %246 = stablehlo.add %244, %245 : tensor<3x3x6x6xf32>
    %247 = stablehlo.divide %243, %246 : tensor<3x3x6x6xf32>
    %248 = stablehlo.subtract %arg1, %247 : tensor<3x3x6x6xf32>
    %cst_79 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %249 = stablehlo.broadcast_in_dim %cst_79, dims = [] : (tensor<f32>) -> tensor<3x3x6x8xf32>
    %250 = stablehlo.multiply %249, %140 : tensor<3x3x6x8xf32>
    %251 = stablehlo.sqrt %180 : tensor<3x3x6x8xf32>
    %cst_80 = stablehlo.constant dense<1.000000e-07> : tensor<f32>
    %252 = stablehlo.broadcast_in_dim %cst_80, dims = [] : (tensor<f32>) -> tensor<3x3x6x8xf32>
    %253 = stablehlo.add %251, %252 : tensor<3x3x6x8xf32>
    %254 = stablehlo.divide %250, %253 : tensor<3x3x6x8xf32>
    %255 = stablehlo.subtract %arg2, %254 : tensor<3x3x6x8xf32>
    %cst_81 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %256 = stablehlo.broadcast_in_dim %cst_81, dims = [] : (tensor<f32>) -> tensor<3x3x8x8xf32>
    %257 = stablehlo.multiply %256, %132 : tensor<3x3x8x8xf32>
    %258 = stablehlo.sqrt %186 : tensor<3x3x8x8xf32>
    %cst_82 = stablehlo.constant dense<1.000000e-07> : tensor<f32>
    %259 = stablehlo.broadcast_in_dim %cst_82, dims = [] : (tensor<f32>) -> tensor<3x3x8x8xf32>
    %260 = stablehlo.add %258, %259 : tensor<3x3x8x8xf32>
    %261 = stablehlo.divide %257, %260 : tensor<3x3x8x8xf32>
    %262 = stablehlo.subtract %arg3, %261 : tensor<3x3x8x8xf32>
    %cst_83 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %263 = stablehlo.broadcast_in_dim %cst_83, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %264 = stablehlo.multiply %263, %161 : tensor<6xf32>
    %265 = stablehlo.sqrt %192 : tensor<6xf32>
    %cst_84 = stablehlo.constant dense<1.000000e-07> : tensor<f32>
    %266 = stablehlo.broadcast_in_dim %cst_84, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %267 = stablehlo.add %265, %266 : tensor<6xf32>
    %268 = stablehlo.divide %264, %267 : tensor<6xf32>
    %269 = stablehlo.subtract %arg4, %268 : tensor<6xf32>
    %cst_85 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %270 = stablehlo.broadcast_in_dim %cst_85, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %271 = stablehlo.multiply %270, %153 : tensor<6xf32>
    %272 = stablehlo.sqrt %198 : tensor<6xf32>
    %cst_86 = stablehlo.constant dense<1.000000e-07> : tensor<f32>
    %273 = stablehlo.broadcast_in_dim %cst_86, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %274 = stablehlo.add %272, %273 : tensor<6xf32>
    %275 = stablehlo.divide %271, %274 : tensor<6xf32>
    %276 = stablehlo.subtract %arg5, %275 : tensor<6xf32>
    %cst_87 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %277 = stablehlo.broadcast_in_dim %cst_87, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %278 = stablehlo.multiply %277, %139 : tensor<8xf32>
    %279 = stablehlo.sqrt %204 : tensor<8xf32>
    %cst_88 = stablehlo.constant dense<1.000000e-07> : tensor<f32>
    %280 = stablehlo.broadcast_in_dim %cst_88, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %281 = stablehlo.add %279, %280 : tensor<8xf32>
    %282 = stablehlo.divide %278, %281 : tensor<8xf32>
    %283 = stablehlo.subtract %arg6, %282 : tensor<8xf32>
    %cst_89 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %284 = stablehlo.broadcast_in_dim %cst_89, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %285 = stablehlo.multiply %284, %131 : tensor<8xf32>
    %286 = stablehlo.sqrt %210 : tensor<8xf32>
    %cst_90 = stablehlo.constant dense<1.000000e-07> : tensor<f32>
    %287 = stablehlo.broadcast_in_dim %cst_90, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %288 = stablehlo.add %286, %287 : tensor<8xf32>
    %289 = stablehlo.divide %285, %288 : tensor<8xf32>
    %290 = stablehlo.subtract %arg7, %289 : tensor<8xf32>
    %cst_91 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %291 = stablehlo.broadcast_in_dim %cst_91, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %292 = stablehlo.multiply %291, %116 : tensor<16xf32>
    %293 = stablehlo.sqrt %216 : tensor<16xf32>
    %cst_92 = stablehlo.constant dense<1.000000e-07> : tensor<f32>
    %294 = stablehlo.broadcast_in_dim %cst_92, dims = [] : (tensor<f32>) -> tensor<16xf32>
    %295 = stablehlo.add %293, %294 : tensor<16xf32>
    %296 = stablehlo.divide %292, %295 : tensor<16xf32>
    %297 = stablehlo.subtract %arg8, %296 : tensor<16xf32>
    %cst_93 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %298 = stablehlo.broadcast_in_dim %cst_93, dims = [] : (tensor<f32>) -> tensor<10xf32>
    %299 = stablehlo.multiply %298, %105 : tensor<10xf32>
    %300 = stablehlo.sqrt %222 : tensor<10xf32>
    %cst_94 = stablehlo.constant dense<1.000000e-07> : tensor<f32>
    %301 = stablehlo.broadcast_in_dim %cst_94, dims = [] : (tensor<f32>) -> tensor<10xf32>
    %302 = stablehlo.add %300, %301 : tensor<10xf32>
    %303 = stablehlo.divide %299, %302 : tensor<10xf32>
    %304 = stablehlo.subtract %arg9, %303 : tensor<10xf32>
    %cst_95 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %305 = stablehlo.broadcast_in_dim %cst_95, dims = [] : (tensor<f32>) -> tensor<32x16xf32>
    %306 = stablehlo.multiply %305, %118 : tensor<32x16xf32>
    %307 = stablehlo.sqrt %228 : tensor<32x16xf32>
    %cst_96 = stablehlo.constant dense<1.000000e-07> : tensor<f32>
    %308 = stablehlo.broadcast_in_dim %cst_96, dims = [] : (tensor<f32>) -> tensor<32x16xf32>
    %309 = stablehlo.add %307, %308 : tensor<32x16xf32>
    %310 = stablehlo.divide %306, %309 : tensor<32x16xf32>
    %311 = stablehlo.subtract %arg10, %310 : tensor<32x16xf32>
    %cst_97 = stablehlo.constant dense<1.000000e-03> : tensor<f32>
    %312 = stablehlo.broadcast_in_dim %cst_97, dims = [] : (tensor<f32>) -> tensor<16x10xf32>
    %313 = stablehlo.multiply %312, %107 : tensor<16x10xf32>
    %314 = stablehlo.sqrt %234 : tensor<16x10xf32>
    %cst_98 = stablehlo.constant dense<1.000000e-07> : tensor<f32>
    %315 = stablehlo.broadcast_in_dim %cst_98, dims = [] : (tensor<f32>) -> tensor<16x10xf32>
    %316 = stablehlo.add %314, %315 : tensor<16x10xf32>
    %317 = stablehlo.divide %313, %316 : tensor<16x10xf32>
    %318 = stablehlo.subtract %arg11, %317 : tensor<16x10xf32>
    return %241, %248, %255, %262, %269, %276, %283, %290, %297, %304, %311, %318, %168, %174, %180, %186, %192, %198, %204, %210, %216, %222, %228, %234, %83 : tensor<3x3x3x6xf32>, tensor<3x3x6x6xf32>, tensor<3x3x6x8xf32>, tensor<3x3x8x8xf32>, tensor<6xf32>, tensor<6xf32>, tensor<8xf32>, tensor<8xf32>, tensor<16xf32>, tensor<10xf32>, tensor<32x16xf32>, tensor<16x10xf32>, tensor<3x3x3x6xf32>, tensor<3x3x6x6xf32>, tensor<3x3x6x8xf32>, tensor<3x3x8x8xf32>, tensor<6xf32>, tensor<6xf32>, tensor<8xf32>, tensor<8xf32>, tensor<16xf32>, tensor<10xf32>, tensor<32x16xf32>, tensor<16x10xf32>, tensor<f32>
  }
  func.func private @_threefry_split(%arg0: tensor<2xui32>) -> tensor<3x2xui32> {
    %0 = stablehlo.slice %arg0 [0:1] : (tensor<2xui32>) -> tensor<1xui32>
    %1 = stablehlo.reshape %0 : (tensor<1xui32>) -> tensor<ui32>
    %2 = stablehlo.slice %arg0 [1:2] : (tensor<2xui32>) -> tensor<1xui32>
    %3 = stablehlo.reshape %2 : (tensor<1xui32>) -> tensor<ui32>
    %4 = stablehlo.iota dim = 0 : tensor<3xui64>
    %c = stablehlo.constant dense<1> : tensor<ui64>
    %5 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<ui64>) -> tensor<3xui64>
    %6 = stablehlo.multiply %5, %4 : tensor<3xui64>
    %c_0 = stablehlo.constant dense<32> : tensor<ui64>
    %7 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<ui64>) -> tensor<3xui64>
    %8 = stablehlo.shift_right_logical %6, %7 : tensor<3xui64>
    %9 = stablehlo.convert %6 : (tensor<3xui64>) -> tensor<3xui32>
    %10 = stablehlo.convert %8 : (tensor<3xui64>) -> tensor<3xui32>
    %11:2 = call @threefry2x32(%1, %3, %10, %9) : (tensor<ui32>, tensor<ui32>, tensor<3xui32>, tensor<3xui32>) -> (tensor<3xui32>, tensor<3xui32>)
    %12 = stablehlo.broadcast_in_dim %11#0, dims = [0] : (tensor<3xui32>) -> tensor<3x1xui32>
    %13 = stablehlo.broadcast_in_dim %11#1, dims = [0] : (tensor<3xui32>) -> tensor<3x1xui32>
    %14 = stablehlo.concatenate %12, %13, dim = 1 : (tensor<3x1xui32>, tensor<3x1xui32>) -> tensor<3x2xui32>
    return %14 : tensor<3x2xui32>
  }
  func.func private @threefry2x32(%arg0: tensor<ui32>, %arg1: tensor<ui32>, %arg2: tensor<3xui32>, %arg3: tensor<3xui32>) -> (tensor<3xui32>, tensor<3xui32>) {
    %c = stablehlo.constant dense<[13, 15, 26, 6]> : tensor<4xui32>
    %c_0 = stablehlo.constant dense<[17, 29, 16, 24]> : tensor<4xui32>
    %0 = stablehlo.xor %arg0, %arg1 : tensor<ui32>
    %c_1 = stablehlo.constant dense<466688986> : tensor<ui32>
    %1 = stablehlo.xor %0, %c_1 : tensor<ui32>
    %2 = stablehlo.broadcast_in_dim %arg0, dims = [] : (tensor<ui32>) -> tensor<3xui32>
    %3 = stablehlo.add %arg2, %2 : tensor<3xui32>
    %4 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<ui32>) -> tensor<3xui32>
    %5 = stablehlo.add %arg3, %4 : tensor<3xui32>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %c_3 = stablehlo.constant dense<0> : tensor<i32>
    %6:9 = stablehlo.while(%iterArg = %c_3, %iterArg_4 = %c_2, %iterArg_5 = %3, %iterArg_6 = %5, %iterArg_7 = %arg1, %iterArg_8 = %1, %iterArg_9 = %arg0, %iterArg_10 = %c, %iterArg_11 = %c_0) : tensor<i32>, tensor<i32>, tensor<3xui32>, tensor<3xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>
    cond {
      %c_12 = stablehlo.constant dense<5> : tensor<i32>
      %7 = stablehlo.compare LT, %iterArg, %c_12, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %7 : tensor<i1>
    } do {
      %7:8 = func.call @closed_call(%iterArg_4, %iterArg_5, %iterArg_6, %iterArg_7, %iterArg_8, %iterArg_9, %iterArg_10, %iterArg_11) : (tensor<i32>, tensor<3xui32>, tensor<3xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<3xui32>, tensor<3xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
      %c_12 = stablehlo.constant dense<1> : tensor<i32>
      %8 = stablehlo.add %iterArg, %c_12 : tensor<i32>
      stablehlo.return %8, %7#0, %7#1, %7#2, %7#3, %7#4, %7#5, %7#6, %7#7 : tensor<i32>, tensor<i32>, tensor<3xui32>, tensor<3xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>
    }
    return %6#2, %6#3 : tensor<3xui32>, tensor<3xui32>
  }
  func.func private @closed_call(%arg0: tensor<i32>, %arg1: tensor<3xui32>, %arg2: tensor<3xui32>, %arg3: tensor<ui32>, %arg4: tensor<ui32>, %arg5: tensor<ui32>, %arg6: tensor<4xui32>, %arg7: tensor<4xui32>) -> (tensor<i32>, tensor<3xui32>, tensor<3xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) {
    %c = stablehlo.constant dense<1> : tensor<i32>
    %0 = stablehlo.add %arg0, %c : tensor<i32>
    %1 = stablehlo.slice %arg6 [0:1] : (tensor<4xui32>) -> tensor<1xui32>
    %2 = stablehlo.reshape %1 : (tensor<1xui32>) -> tensor<ui32>
    %3 = stablehlo.add %arg1, %arg2 : tensor<3xui32>
    %4 = stablehlo.broadcast_in_dim %2, dims = [] : (tensor<ui32>) -> tensor<3xui32>
    %5 = stablehlo.shift_left %arg2, %4 : tensor<3xui32>
    %c_0 = stablehlo.constant dense<32> : tensor<ui32>
    %6 = stablehlo.subtract %c_0, %2 : tensor<ui32>
    %7 = stablehlo.broadcast_in_dim %6, dims = [] : (tensor<ui32>) -> tensor<3xui32>
    %8 = stablehlo.shift_right_logical %arg2, %7 : tensor<3xui32>
    %9 = stablehlo.or %5, %8 : tensor<3xui32>
    %10 = stablehlo.xor %3, %9 : tensor<3xui32>
    %11 = stablehlo.slice %arg6 [1:2] : (tensor<4xui32>) -> tensor<1xui32>
    %12 = stablehlo.reshape %11 : (tensor<1xui32>) -> tensor<ui32>
    %13 = stablehlo.add %3, %10 : tensor<3xui32>
    %14 = stablehlo.broadcast_in_dim %12, dims = [] : (tensor<ui32>) -> tensor<3xui32>
    %15 = stablehlo.shift_left %10, %14 : tensor<3xui32>
    %c_1 = stablehlo.constant dense<32> : tensor<ui32>
    %16 = stablehlo.subtract %c_1, %12 : tensor<ui32>
    %17 = stablehlo.broadcast_in_dim %16, dims = [] : (tensor<ui32>) -> tensor<3xui32>
    %18 = stablehlo.shift_right_logical %10, %17 : tensor<3xui32>
    %19 = stablehlo.or %15, %18 : tensor<3xui32>
    %20 = stablehlo.xor %13, %19 : tensor<3xui32>
    %21 = stablehlo.slice %arg6 [2:3] : (tensor<4xui32>) -> tensor<1xui32>
    %22 = stablehlo.reshape %21 : (tensor<1xui32>) -> tensor<ui32>
    %23 = stablehlo.add %13, %20 : tensor<3xui32>
    %24 = stablehlo.broadcast_in_dim %22, dims = [] : (tensor<ui32>) -> tensor<3xui32>
    %25 = stablehlo.shift_left %20, %24 : tensor<3xui32>
    %c_2 = stablehlo.constant dense<32> : tensor<ui32>
    %26 = stablehlo.subtract %c_2, %22 : tensor<ui32>
    %27 = stablehlo.broadcast_in_dim %26, dims = [] : (tensor<ui32>) -> tensor<3xui32>
    %28 = stablehlo.shift_right_logical %20, %27 : tensor<3xui32>
    %29 = stablehlo.or %25, %28 : tensor<3xui32>
    %30 = stablehlo.xor %23, %29 : tensor<3xui32>
    %31 = stablehlo.slice %arg6 [3:4] : (tensor<4xui32>) -> tensor<1xui32>
    %32 = stablehlo.reshape %31 : (tensor<1xui32>) -> tensor<ui32>
    %33 = stablehlo.add %23, %30 : tensor<3xui32>
    %34 = stablehlo.broadcast_in_dim %32, dims = [] : (tensor<ui32>) -> tensor<3xui32>
    %35 = stablehlo.shift_left %30, %34 : tensor<3xui32>
    %c_3 = stablehlo.constant dense<32> : tensor<ui32>
    %36 = stablehlo.subtract %c_3, %32 : tensor<ui32>
    %37 = stablehlo.broadcast_in_dim %36, dims = [] : (tensor<ui32>) -> tensor<3xui32>
    %38 = stablehlo.shift_right_logical %30, %37 : tensor<3xui32>
    %39 = stablehlo.or %35, %38 : tensor<3xui32>
    %40 = stablehlo.xor %33, %39 : tensor<3xui32>
    %41 = stablehlo.broadcast_in_dim %arg3, dims = [] : (tensor<ui32>) -> tensor<3xui32>
    %42 = stablehlo.add %33, %41 : tensor<3xui32>
    %43 = stablehlo.broadcast_in_dim %arg4, dims = [] : (tensor<ui32>) -> tensor<3xui32>
    %44 = stablehlo.add %40, %43 : tensor<3xui32>
    %c_4 = stablehlo.constant dense<1> : tensor<i32>
    %45 = stablehlo.add %arg0, %c_4 : tensor<i32>
    %46 = stablehlo.convert %45 : (tensor<i32>) -> tensor<ui32>
    %47 = stablehlo.broadcast_in_dim %46, dims = [] : (tensor<ui32>) -> tensor<3xui32>
    %48 = stablehlo.add %44, %47 : tensor<3xui32>
    return %0, %42, %48, %arg4, %arg5, %arg3, %arg7, %arg6 : tensor<i32>, tensor<3xui32>, tensor<3xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>
  }
  func.func private @relu(%arg0: tensor<4x14x14x6xf32>) -> tensor<4x14x14x6xf32> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x14x14x6xf32>
    %1 = stablehlo.maximum %arg0, %0 : tensor<4x14x14x6xf32>
    return %1 : tensor<4x14x14x6xf32>
  }
  func.func private @relu_0(%arg0: tensor<4x12x12x6xf32>) -> tensor<4x12x12x6xf32> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x12x12x6xf32>
    %1 = stablehlo.maximum %arg0, %0 : tensor<4x12x12x6xf32>
    return %1 : tensor<4x12x12x6xf32>
  }
  func.func private @_bernoulli(%arg0: tensor<2xui32>, %arg1: tensor<f32>) -> tensor<4x6x6x6xi1> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %cst_0 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %0 = call @_uniform(%arg0, %cst, %cst_0) : (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<4x6x6x6xf32>
    %1 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<4x6x6x6xf32>
    %2 = stablehlo.compare LT, %0, %1, FLOAT : (tensor<4x6x6x6xf32>, tensor<4x6x6x6xf32>) -> tensor<4x6x6x6xi1>
    return %2 : tensor<4x6x6x6xi1>
  }
  func.func private @_uniform(%arg0: tensor<2xui32>, %arg1: tensor<f32>, %arg2: tensor<f32>) -> tensor<4x6x6x6xf32> {
    %0 = stablehlo.convert %arg1 : tensor<f32>
    %1 = stablehlo.convert %arg2 : tensor<f32>
    %2 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<1x1x1x1xf32>
    %3 = stablehlo.broadcast_in_dim %1, dims = [] : (tensor<f32>) -> tensor<1x1x1x1xf32>
    %4 = stablehlo.slice %arg0 [0:1] : (tensor<2xui32>) -> tensor<1xui32>
    %5 = stablehlo.reshape %4 : (tensor<1xui32>) -> tensor<ui32>
    %6 = stablehlo.slice %arg0 [1:2] : (tensor<2xui32>) -> tensor<1xui32>
    %7 = stablehlo.reshape %6 : (tensor<1xui32>) -> tensor<ui32>
    %8 = stablehlo.iota dim = 0 : tensor<4x6x6x6xui64>
    %9 = stablehlo.iota dim = 1 : tensor<4x6x6x6xui64>
    %10 = stablehlo.iota dim = 2 : tensor<4x6x6x6xui64>
    %11 = stablehlo.iota dim = 3 : tensor<4x6x6x6xui64>
    %c = stablehlo.constant dense<216> : tensor<ui64>
    %12 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<ui64>) -> tensor<4x6x6x6xui64>
    %13 = stablehlo.multiply %12, %8 : tensor<4x6x6x6xui64>
    %c_0 = stablehlo.constant dense<36> : tensor<ui64>
    %14 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<ui64>) -> tensor<4x6x6x6xui64>
    %15 = stablehlo.multiply %14, %9 : tensor<4x6x6x6xui64>
    %c_1 = stablehlo.constant dense<6> : tensor<ui64>
    %16 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<ui64>) -> tensor<4x6x6x6xui64>
    %17 = stablehlo.multiply %16, %10 : tensor<4x6x6x6xui64>
    %c_2 = stablehlo.constant dense<1> : tensor<ui64>
    %18 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<ui64>) -> tensor<4x6x6x6xui64>
    %19 = stablehlo.multiply %18, %11 : tensor<4x6x6x6xui64>
    %20 = stablehlo.add %13, %15 : tensor<4x6x6x6xui64>
    %21 = stablehlo.add %20, %17 : tensor<4x6x6x6xui64>
    %22 = stablehlo.add %21, %19 : tensor<4x6x6x6xui64>
    %c_3 = stablehlo.constant dense<32> : tensor<ui64>
    %23 = stablehlo.broadcast_in_dim %c_3, dims = [] : (tensor<ui64>) -> tensor<4x6x6x6xui64>
    %24 = stablehlo.shift_right_logical %22, %23 : tensor<4x6x6x6xui64>
    %25 = stablehlo.convert %22 : (tensor<4x6x6x6xui64>) -> tensor<4x6x6x6xui32>
    %26 = stablehlo.convert %24 : (tensor<4x6x6x6xui64>) -> tensor<4x6x6x6xui32>
    %27:2 = call @threefry2x32_1(%5, %7, %26, %25) : (tensor<ui32>, tensor<ui32>, tensor<4x6x6x6xui32>, tensor<4x6x6x6xui32>) -> (tensor<4x6x6x6xui32>, tensor<4x6x6x6xui32>)
    %28 = stablehlo.xor %27#0, %27#1 : tensor<4x6x6x6xui32>
    %c_4 = stablehlo.constant dense<9> : tensor<ui32>
    %29 = stablehlo.broadcast_in_dim %c_4, dims = [] : (tensor<ui32>) -> tensor<4x6x6x6xui32>
    %30 = stablehlo.shift_right_logical %28, %29 : tensor<4x6x6x6xui32>
    %c_5 = stablehlo.constant dense<1065353216> : tensor<ui32>
    %31 = stablehlo.broadcast_in_dim %c_5, dims = [] : (tensor<ui32>) -> tensor<4x6x6x6xui32>
    %32 = stablehlo.or %30, %31 : tensor<4x6x6x6xui32>
    %33 = stablehlo.bitcast_convert %32 : (tensor<4x6x6x6xui32>) -> tensor<4x6x6x6xf32>
    %cst = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %34 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x6x6x6xf32>
    %35 = stablehlo.subtract %33, %34 : tensor<4x6x6x6xf32>
    %36 = stablehlo.subtract %3, %2 : tensor<1x1x1x1xf32>
    %37 = stablehlo.broadcast_in_dim %36, dims = [0, 1, 2, 3] : (tensor<1x1x1x1xf32>) -> tensor<4x6x6x6xf32>
    %38 = stablehlo.multiply %35, %37 : tensor<4x6x6x6xf32>
    %39 = stablehlo.broadcast_in_dim %2, dims = [0, 1, 2, 3] : (tensor<1x1x1x1xf32>) -> tensor<4x6x6x6xf32>
    %40 = stablehlo.add %38, %39 : tensor<4x6x6x6xf32>
    %41 = stablehlo.broadcast_in_dim %2, dims = [0, 1, 2, 3] : (tensor<1x1x1x1xf32>) -> tensor<4x6x6x6xf32>
    %42 = stablehlo.maximum %41, %40 : tensor<4x6x6x6xf32>
    return %42 : tensor<4x6x6x6xf32>
  }
  func.func private @threefry2x32_1(%arg0: tensor<ui32>, %arg1: tensor<ui32>, %arg2: tensor<4x6x6x6xui32>, %arg3: tensor<4x6x6x6xui32>) -> (tensor<4x6x6x6xui32>, tensor<4x6x6x6xui32>) {
    %c = stablehlo.constant dense<[13, 15, 26, 6]> : tensor<4xui32>
    %c_0 = stablehlo.constant dense<[17, 29, 16, 24]> : tensor<4xui32>
    %0 = stablehlo.xor %arg0, %arg1 : tensor<ui32>
    %c_1 = stablehlo.constant dense<466688986> : tensor<ui32>
    %1 = stablehlo.xor %0, %c_1 : tensor<ui32>
    %2 = stablehlo.broadcast_in_dim %arg0, dims = [] : (tensor<ui32>) -> tensor<4x6x6x6xui32>
    %3 = stablehlo.add %arg2, %2 : tensor<4x6x6x6xui32>
    %4 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<ui32>) -> tensor<4x6x6x6xui32>
    %5 = stablehlo.add %arg3, %4 : tensor<4x6x6x6xui32>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %c_3 = stablehlo.constant dense<0> : tensor<i32>
    %6:9 = stablehlo.while(%iterArg = %c_3, %iterArg_4 = %c_2, %iterArg_5 = %3, %iterArg_6 = %5, %iterArg_7 = %arg1, %iterArg_8 = %1, %iterArg_9 = %arg0, %iterArg_10 = %c, %iterArg_11 = %c_0) : tensor<i32>, tensor<i32>, tensor<4x6x6x6xui32>, tensor<4x6x6x6xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>
    cond {
      %c_12 = stablehlo.constant dense<5> : tensor<i32>
      %7 = stablehlo.compare LT, %iterArg, %c_12, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %7 : tensor<i1>
    } do {
      %7:8 = func.call @closed_call_2(%iterArg_4, %iterArg_5, %iterArg_6, %iterArg_7, %iterArg_8, %iterArg_9, %iterArg_10, %iterArg_11) : (tensor<i32>, tensor<4x6x6x6xui32>, tensor<4x6x6x6xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<4x6x6x6xui32>, tensor<4x6x6x6xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
      %c_12 = stablehlo.constant dense<1> : tensor<i32>
      %8 = stablehlo.add %iterArg, %c_12 : tensor<i32>
      stablehlo.return %8, %7#0, %7#1, %7#2, %7#3, %7#4, %7#5, %7#6, %7#7 : tensor<i32>, tensor<i32>, tensor<4x6x6x6xui32>, tensor<4x6x6x6xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>
    }
    return %6#2, %6#3 : tensor<4x6x6x6xui32>, tensor<4x6x6x6xui32>
  }
  func.func private @closed_call_2(%arg0: tensor<i32>, %arg1: tensor<4x6x6x6xui32>, %arg2: tensor<4x6x6x6xui32>, %arg3: tensor<ui32>, %arg4: tensor<ui32>, %arg5: tensor<ui32>, %arg6: tensor<4xui32>, %arg7: tensor<4xui32>) -> (tensor<i32>, tensor<4x6x6x6xui32>, tensor<4x6x6x6xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) {
    %c = stablehlo.constant dense<1> : tensor<i32>
    %0 = stablehlo.add %arg0, %c : tensor<i32>
    %1 = stablehlo.slice %arg6 [0:1] : (tensor<4xui32>) -> tensor<1xui32>
    %2 = stablehlo.reshape %1 : (tensor<1xui32>) -> tensor<ui32>
    %3 = stablehlo.add %arg1, %arg2 : tensor<4x6x6x6xui32>
    %4 = stablehlo.broadcast_in_dim %2, dims = [] : (tensor<ui32>) -> tensor<4x6x6x6xui32>
    %5 = stablehlo.shift_left %arg2, %4 : tensor<4x6x6x6xui32>
    %c_0 = stablehlo.constant dense<32> : tensor<ui32>
    %6 = stablehlo.subtract %c_0, %2 : tensor<ui32>
    %7 = stablehlo.broadcast_in_dim %6, dims = [] : (tensor<ui32>) -> tensor<4x6x6x6xui32>
    %8 = stablehlo.shift_right_logical %arg2, %7 : tensor<4x6x6x6xui32>
    %9 = stablehlo.or %5, %8 : tensor<4x6x6x6xui32>
    %10 = stablehlo.xor %3, %9 : tensor<4x6x6x6xui32>
    %11 = stablehlo.slice %arg6 [1:2] : (tensor<4xui32>) -> tensor<1xui32>
    %12 = stablehlo.reshape %11 : (tensor<1xui32>) -> tensor<ui32>
    %13 = stablehlo.add %3, %10 : tensor<4x6x6x6xui32>
    %14 = stablehlo.broadcast_in_dim %12, dims = [] : (tensor<ui32>) -> tensor<4x6x6x6xui32>
    %15 = stablehlo.shift_left %10, %14 : tensor<4x6x6x6xui32>
    %c_1 = stablehlo.constant dense<32> : tensor<ui32>
    %16 = stablehlo.subtract %c_1, %12 : tensor<ui32>
    %17 = stablehlo.broadcast_in_dim %16, dims = [] : (tensor<ui32>) -> tensor<4x6x6x6xui32>
    %18 = stablehlo.shift_right_logical %10, %17 : tensor<4x6x6x6xui32>
    %19 = stablehlo.or %15, %18 : tensor<4x6x6x6xui32>
    %20 = stablehlo.xor %13, %19 : tensor<4x6x6x6xui32>
    %21 = stablehlo.slice %arg6 [2:3] : (tensor<4xui32>) -> tensor<1xui32>
    %22 = stablehlo.reshape %21 : (tensor<1xui32>) -> tensor<ui32>
    %23 = stablehlo.add %13, %20 : tensor<4x6x6x6xui32>
    %24 = stablehlo.broadcast_in_dim %22, dims = [] : (tensor<ui32>) -> tensor<4x6x6x6xui32>
    %25 = stablehlo.shift_left %20, %24 : tensor<4x6x6x6xui32>
    %c_2 = stablehlo.constant dense<32> : tensor<ui32>
    %26 = stablehlo.subtract %c_2, %22 : tensor<ui32>
    %27 = stablehlo.broadcast_in_dim %26, dims = [] : (tensor<ui32>) -> tensor<4x6x6x6xui32>
    %28 = stablehlo.shift_right_logical %20, %27 : tensor<4x6x6x6xui32>
    %29 = stablehlo.or %25, %28 : tensor<4x6x6x6xui32>
    %30 = stablehlo.xor %23, %29 : tensor<4x6x6x6xui32>
    %31 = stablehlo.slice %arg6 [3:4] : (tensor<4xui32>) -> tensor<1xui32>
    %32 = stablehlo.reshape %31 : (tensor<1xui32>) -> tensor<ui32>
    %33 = stablehlo.add %23, %30 : tensor<4x6x6x6xui32>
    %34 = stablehlo.broadcast_in_dim %32, dims = [] : (tensor<ui32>) -> tensor<4x6x6x6xui32>
    %35 = stablehlo.shift_left %30, %34 : tensor<4x6x6x6xui32>
    %c_3 = stablehlo.constant dense<32> : tensor<ui32>
    %36 = stablehlo.subtract %c_3, %32 : tensor<ui32>
    %37 = stablehlo.broadcast_in_dim %36, dims = [] : (tensor<ui32>) -> tensor<4x6x6x6xui32>
    %38 = stablehlo.shift_right_logical %30, %37 : tensor<4x6x6x6xui32>
    %39 = stablehlo.or %35, %38 : tensor<4x6x6x6xui32>
    %40 = stablehlo.xor %33, %39 : tensor<4x6x6x6xui32>
    %41 = stablehlo.broadcast_in_dim %arg3, dims = [] : (tensor<ui32>) -> tensor<4x6x6x6xui32>
    %42 = stablehlo.add %33, %41 : tensor<4x6x6x6xui32>
    %43 = stablehlo.broadcast_in_dim %arg4, dims = [] : (tensor<ui32>) -> tensor<4x6x6x6xui32>
    %44 = stablehlo.add %40, %43 : tensor<4x6x6x6xui32>
    %c_4 = stablehlo.constant dense<1> : tensor<i32>
    %45 = stablehlo.add %arg0, %c_4 : tensor<i32>
    %46 = stablehlo.convert %45 : (tensor<i32>) -> tensor<ui32>
    %47 = stablehlo.broadcast_in_dim %46, dims = [] : (tensor<ui32>) -> tensor<4x6x6x6xui32>
    %48 = stablehlo.add %44, %47 : tensor<4x6x6x6xui32>
    return %0, %42, %48, %arg4, %arg5, %arg3, %arg7, %arg6 : tensor<i32>, tensor<4x6x6x6xui32>, tensor<4x6x6x6xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>
  }
  func.func private @_where(%arg0: tensor<4x6x6x6xi1>, %arg1: tensor<4x6x6x6xf32>, %arg2: tensor<i32>) -> tensor<4x6x6x6xf32> {
    %0 = stablehlo.convert %arg2 : (tensor<i32>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<4x6x6x6xf32>
    %2 = stablehlo.select %arg0, %arg1, %1 : tensor<4x6x6x6xi1>, tensor<4x6x6x6xf32>
    return %2 : tensor<4x6x6x6xf32>
  }
  func.func private @relu_3(%arg0: tensor<4x6x6x8xf32>) -> tensor<4x6x6x8xf32> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x6x6x8xf32>
    %1 = stablehlo.maximum %arg0, %0 : tensor<4x6x6x8xf32>
    return %1 : tensor<4x6x6x8xf32>
  }
  func.func private @relu_4(%arg0: tensor<4x4x4x8xf32>) -> tensor<4x4x4x8xf32> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x4x4x8xf32>
    %1 = stablehlo.maximum %arg0, %0 : tensor<4x4x4x8xf32>
    return %1 : tensor<4x4x4x8xf32>
  }
  func.func private @_bernoulli_5(%arg0: tensor<2xui32>, %arg1: tensor<f32>) -> tensor<4x2x2x8xi1> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %cst_0 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %0 = call @_uniform_6(%arg0, %cst, %cst_0) : (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<4x2x2x8xf32>
    %1 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<4x2x2x8xf32>
    %2 = stablehlo.compare LT, %0, %1, FLOAT : (tensor<4x2x2x8xf32>, tensor<4x2x2x8xf32>) -> tensor<4x2x2x8xi1>
    return %2 : tensor<4x2x2x8xi1>
  }
  func.func private @_uniform_6(%arg0: tensor<2xui32>, %arg1: tensor<f32>, %arg2: tensor<f32>) -> tensor<4x2x2x8xf32> {
    %0 = stablehlo.convert %arg1 : tensor<f32>
    %1 = stablehlo.convert %arg2 : tensor<f32>
    %2 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<1x1x1x1xf32>
    %3 = stablehlo.broadcast_in_dim %1, dims = [] : (tensor<f32>) -> tensor<1x1x1x1xf32>
    %4 = stablehlo.slice %arg0 [0:1] : (tensor<2xui32>) -> tensor<1xui32>
    %5 = stablehlo.reshape %4 : (tensor<1xui32>) -> tensor<ui32>
    %6 = stablehlo.slice %arg0 [1:2] : (tensor<2xui32>) -> tensor<1xui32>
    %7 = stablehlo.reshape %6 : (tensor<1xui32>) -> tensor<ui32>
    %8 = stablehlo.iota dim = 0 : tensor<4x2x2x8xui64>
    %9 = stablehlo.iota dim = 1 : tensor<4x2x2x8xui64>
    %10 = stablehlo.iota dim = 2 : tensor<4x2x2x8xui64>
    %11 = stablehlo.iota dim = 3 : tensor<4x2x2x8xui64>
    %c = stablehlo.constant dense<32> : tensor<ui64>
    %12 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<ui64>) -> tensor<4x2x2x8xui64>
    %13 = stablehlo.multiply %12, %8 : tensor<4x2x2x8xui64>
    %c_0 = stablehlo.constant dense<16> : tensor<ui64>
    %14 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<ui64>) -> tensor<4x2x2x8xui64>
    %15 = stablehlo.multiply %14, %9 : tensor<4x2x2x8xui64>
    %c_1 = stablehlo.constant dense<8> : tensor<ui64>
    %16 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<ui64>) -> tensor<4x2x2x8xui64>
    %17 = stablehlo.multiply %16, %10 : tensor<4x2x2x8xui64>
    %c_2 = stablehlo.constant dense<1> : tensor<ui64>
    %18 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<ui64>) -> tensor<4x2x2x8xui64>
    %19 = stablehlo.multiply %18, %11 : tensor<4x2x2x8xui64>
    %20 = stablehlo.add %13, %15 : tensor<4x2x2x8xui64>
    %21 = stablehlo.add %20, %17 : tensor<4x2x2x8xui64>
    %22 = stablehlo.add %21, %19 : tensor<4x2x2x8xui64>
    %c_3 = stablehlo.constant dense<32> : tensor<ui64>
    %23 = stablehlo.broadcast_in_dim %c_3, dims = [] : (tensor<ui64>) -> tensor<4x2x2x8xui64>
    %24 = stablehlo.shift_right_logical %22, %23 : tensor<4x2x2x8xui64>
    %25 = stablehlo.convert %22 : (tensor<4x2x2x8xui64>) -> tensor<4x2x2x8xui32>
    %26 = stablehlo.convert %24 : (tensor<4x2x2x8xui64>) -> tensor<4x2x2x8xui32>
    %27:2 = call @threefry2x32_7(%5, %7, %26, %25) : (tensor<ui32>, tensor<ui32>, tensor<4x2x2x8xui32>, tensor<4x2x2x8xui32>) -> (tensor<4x2x2x8xui32>, tensor<4x2x2x8xui32>)
    %28 = stablehlo.xor %27#0, %27#1 : tensor<4x2x2x8xui32>
    %c_4 = stablehlo.constant dense<9> : tensor<ui32>
    %29 = stablehlo.broadcast_in_dim %c_4, dims = [] : (tensor<ui32>) -> tensor<4x2x2x8xui32>
    %30 = stablehlo.shift_right_logical %28, %29 : tensor<4x2x2x8xui32>
    %c_5 = stablehlo.constant dense<1065353216> : tensor<ui32>
    %31 = stablehlo.broadcast_in_dim %c_5, dims = [] : (tensor<ui32>) -> tensor<4x2x2x8xui32>
    %32 = stablehlo.or %30, %31 : tensor<4x2x2x8xui32>
    %33 = stablehlo.bitcast_convert %32 : (tensor<4x2x2x8xui32>) -> tensor<4x2x2x8xf32>
    %cst = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %34 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x2x2x8xf32>
    %35 = stablehlo.subtract %33, %34 : tensor<4x2x2x8xf32>
    %36 = stablehlo.subtract %3, %2 : tensor<1x1x1x1xf32>
    %37 = stablehlo.broadcast_in_dim %36, dims = [0, 1, 2, 3] : (tensor<1x1x1x1xf32>) -> tensor<4x2x2x8xf32>
    %38 = stablehlo.multiply %35, %37 : tensor<4x2x2x8xf32>
    %39 = stablehlo.broadcast_in_dim %2, dims = [0, 1, 2, 3] : (tensor<1x1x1x1xf32>) -> tensor<4x2x2x8xf32>
    %40 = stablehlo.add %38, %39 : tensor<4x2x2x8xf32>
    %41 = stablehlo.broadcast_in_dim %2, dims = [0, 1, 2, 3] : (tensor<1x1x1x1xf32>) -> tensor<4x2x2x8xf32>
    %42 = stablehlo.maximum %41, %40 : tensor<4x2x2x8xf32>
    return %42 : tensor<4x2x2x8xf32>
  }
  func.func private @threefry2x32_7(%arg0: tensor<ui32>, %arg1: tensor<ui32>, %arg2: tensor<4x2x2x8xui32>, %arg3: tensor<4x2x2x8xui32>) -> (tensor<4x2x2x8xui32>, tensor<4x2x2x8xui32>) {
    %c = stablehlo.constant dense<[13, 15, 26, 6]> : tensor<4xui32>
    %c_0 = stablehlo.constant dense<[17, 29, 16, 24]> : tensor<4xui32>
    %0 = stablehlo.xor %arg0, %arg1 : tensor<ui32>
    %c_1 = stablehlo.constant dense<466688986> : tensor<ui32>
    %1 = stablehlo.xor %0, %c_1 : tensor<ui32>
    %2 = stablehlo.broadcast_in_dim %arg0, dims = [] : (tensor<ui32>) -> tensor<4x2x2x8xui32>
    %3 = stablehlo.add %arg2, %2 : tensor<4x2x2x8xui32>
    %4 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<ui32>) -> tensor<4x2x2x8xui32>
    %5 = stablehlo.add %arg3, %4 : tensor<4x2x2x8xui32>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %c_3 = stablehlo.constant dense<0> : tensor<i32>
    %6:9 = stablehlo.while(%iterArg = %c_3, %iterArg_4 = %c_2, %iterArg_5 = %3, %iterArg_6 = %5, %iterArg_7 = %arg1, %iterArg_8 = %1, %iterArg_9 = %arg0, %iterArg_10 = %c, %iterArg_11 = %c_0) : tensor<i32>, tensor<i32>, tensor<4x2x2x8xui32>, tensor<4x2x2x8xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>
    cond {
      %c_12 = stablehlo.constant dense<5> : tensor<i32>
      %7 = stablehlo.compare LT, %iterArg, %c_12, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %7 : tensor<i1>
    } do {
      %7:8 = func.call @closed_call_8(%iterArg_4, %iterArg_5, %iterArg_6, %iterArg_7, %iterArg_8, %iterArg_9, %iterArg_10, %iterArg_11) : (tensor<i32>, tensor<4x2x2x8xui32>, tensor<4x2x2x8xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<4x2x2x8xui32>, tensor<4x2x2x8xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
      %c_12 = stablehlo.constant dense<1> : tensor<i32>
      %8 = stablehlo.add %iterArg, %c_12 : tensor<i32>
      stablehlo.return %8, %7#0, %7#1, %7#2, %7#3, %7#4, %7#5, %7#6, %7#7 : tensor<i32>, tensor<i32>, tensor<4x2x2x8xui32>, tensor<4x2x2x8xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>
    }
    return %6#2, %6#3 : tensor<4x2x2x8xui32>, tensor<4x2x2x8xui32>
  }
  func.func private @closed_call_8(%arg0: tensor<i32>, %arg1: tensor<4x2x2x8xui32>, %arg2: tensor<4x2x2x8xui32>, %arg3: tensor<ui32>, %arg4: tensor<ui32>, %arg5: tensor<ui32>, %arg6: tensor<4xui32>, %arg7: tensor<4xui32>) -> (tensor<i32>, tensor<4x2x2x8xui32>, tensor<4x2x2x8xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) {
    %c = stablehlo.constant dense<1> : tensor<i32>
    %0 = stablehlo.add %arg0, %c : tensor<i32>
    %1 = stablehlo.slice %arg6 [0:1] : (tensor<4xui32>) -> tensor<1xui32>
    %2 = stablehlo.reshape %1 : (tensor<1xui32>) -> tensor<ui32>
    %3 = stablehlo.add %arg1, %arg2 : tensor<4x2x2x8xui32>
    %4 = stablehlo.broadcast_in_dim %2, dims = [] : (tensor<ui32>) -> tensor<4x2x2x8xui32>
    %5 = stablehlo.shift_left %arg2, %4 : tensor<4x2x2x8xui32>
    %c_0 = stablehlo.constant dense<32> : tensor<ui32>
    %6 = stablehlo.subtract %c_0, %2 : tensor<ui32>
    %7 = stablehlo.broadcast_in_dim %6, dims = [] : (tensor<ui32>) -> tensor<4x2x2x8xui32>
    %8 = stablehlo.shift_right_logical %arg2, %7 : tensor<4x2x2x8xui32>
    %9 = stablehlo.or %5, %8 : tensor<4x2x2x8xui32>
    %10 = stablehlo.xor %3, %9 : tensor<4x2x2x8xui32>
    %11 = stablehlo.slice %arg6 [1:2] : (tensor<4xui32>) -> tensor<1xui32>
    %12 = stablehlo.reshape %11 : (tensor<1xui32>) -> tensor<ui32>
    %13 = stablehlo.add %3, %10 : tensor<4x2x2x8xui32>
    %14 = stablehlo.broadcast_in_dim %12, dims = [] : (tensor<ui32>) -> tensor<4x2x2x8xui32>
    %15 = stablehlo.shift_left %10, %14 : tensor<4x2x2x8xui32>
    %c_1 = stablehlo.constant dense<32> : tensor<ui32>
    %16 = stablehlo.subtract %c_1, %12 : tensor<ui32>
    %17 = stablehlo.broadcast_in_dim %16, dims = [] : (tensor<ui32>) -> tensor<4x2x2x8xui32>
    %18 = stablehlo.shift_right_logical %10, %17 : tensor<4x2x2x8xui32>
    %19 = stablehlo.or %15, %18 : tensor<4x2x2x8xui32>
    %20 = stablehlo.xor %13, %19 : tensor<4x2x2x8xui32>
    %21 = stablehlo.slice %arg6 [2:3] : (tensor<4xui32>) -> tensor<1xui32>
    %22 = stablehlo.reshape %21 : (tensor<1xui32>) -> tensor<ui32>
    %23 = stablehlo.add %13, %20 : tensor<4x2x2x8xui32>
    %24 = stablehlo.broadcast_in_dim %22, dims = [] : (tensor<ui32>) -> tensor<4x2x2x8xui32>
    %25 = stablehlo.shift_left %20, %24 : tensor<4x2x2x8xui32>
    %c_2 = stablehlo.constant dense<32> : tensor<ui32>
    %26 = stablehlo.subtract %c_2, %22 : tensor<ui32>
    %27 = stablehlo.broadcast_in_dim %26, dims = [] : (tensor<ui32>) -> tensor<4x2x2x8xui32>
    %28 = stablehlo.shift_right_logical %20, %27 : tensor<4x2x2x8xui32>
    %29 = stablehlo.or %25, %28 : tensor<4x2x2x8xui32>
    %30 = stablehlo.xor %23, %29 : tensor<4x2x2x8xui32>
    %31 = stablehlo.slice %arg6 [3:4] : (tensor<4xui32>) -> tensor<1xui32>
    %32 = stablehlo.reshape %31 : (tensor<1xui32>) -> tensor<ui32>
    %33 = stablehlo.add %23, %30 : tensor<4x2x2x8xui32>
    %34 = stablehlo.broadcast_in_dim %32, dims = [] : (tensor<ui32>) -> tensor<4x2x2x8xui32>
    %35 = stablehlo.shift_left %30, %34 : tensor<4x2x2x8xui32>
    %c_3 = stablehlo.constant dense<32> : tensor<ui32>
    %36 = stablehlo.subtract %c_3, %32 : tensor<ui32>
    %37 = stablehlo.broadcast_in_dim %36, dims = [] : (tensor<ui32>) -> tensor<4x2x2x8xui32>
    %38 = stablehlo.shift_right_logical %30, %37 : tensor<4x2x2x8xui32>
    %39 = stablehlo.or %35, %38 : tensor<4x2x2x8xui32>
    %40 = stablehlo.xor %33, %39 : tensor<4x2x2x8xui32>
    %41 = stablehlo.broadcast_in_dim %arg3, dims = [] : (tensor<ui32>) -> tensor<4x2x2x8xui32>
    %42 = stablehlo.add %33, %41 : tensor<4x2x2x8xui32>
    %43 = stablehlo.broadcast_in_dim %arg4, dims = [] : (tensor<ui32>) -> tensor<4x2x2x8xui32>
    %44 = stablehlo.add %40, %43 : tensor<4x2x2x8xui32>
    %c_4 = stablehlo.constant dense<1> : tensor<i32>
    %45 = stablehlo.add %arg0, %c_4 : tensor<i32>
    %46 = stablehlo.convert %45 : (tensor<i32>) -> tensor<ui32>
    %47 = stablehlo.broadcast_in_dim %46, dims = [] : (tensor<ui32>) -> tensor<4x2x2x8xui32>
    %48 = stablehlo.add %44, %47 : tensor<4x2x2x8xui32>
    return %0, %42, %48, %arg4, %arg5, %arg3, %arg7, %arg6 : tensor<i32>, tensor<4x2x2x8xui32>, tensor<4x2x2x8xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>
  }
  func.func private @_where_9(%arg0: tensor<4x2x2x8xi1>, %arg1: tensor<4x2x2x8xf32>, %arg2: tensor<i32>) -> tensor<4x2x2x8xf32> {
    %0 = stablehlo.convert %arg2 : (tensor<i32>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<4x2x2x8xf32>
    %2 = stablehlo.select %arg0, %arg1, %1 : tensor<4x2x2x8xi1>, tensor<4x2x2x8xf32>
    return %2 : tensor<4x2x2x8xf32>
  }
  func.func private @relu_10(%arg0: tensor<4x16xf32>) -> tensor<4x16xf32> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x16xf32>
    %1 = stablehlo.maximum %arg0, %0 : tensor<4x16xf32>
    return %1 : tensor<4x16xf32>
  }
  func.func private @_bernoulli_11(%arg0: tensor<2xui32>, %arg1: tensor<f32>) -> tensor<4x16xi1> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %cst_0 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %0 = call @_uniform_12(%arg0, %cst, %cst_0) : (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<4x16xf32>
    %1 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<4x16xf32>
    %2 = stablehlo.compare LT, %0, %1, FLOAT : (tensor<4x16xf32>, tensor<4x16xf32>) -> tensor<4x16xi1>
    return %2 : tensor<4x16xi1>
  }
  func.func private @_uniform_12(%arg0: tensor<2xui32>, %arg1: tensor<f32>, %arg2: tensor<f32>) -> tensor<4x16xf32> {
    %0 = stablehlo.convert %arg1 : tensor<f32>
    %1 = stablehlo.convert %arg2 : tensor<f32>
    %2 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<1x1xf32>
    %3 = stablehlo.broadcast_in_dim %1, dims = [] : (tensor<f32>) -> tensor<1x1xf32>
    %4 = stablehlo.slice %arg0 [0:1] : (tensor<2xui32>) -> tensor<1xui32>
    %5 = stablehlo.reshape %4 : (tensor<1xui32>) -> tensor<ui32>
    %6 = stablehlo.slice %arg0 [1:2] : (tensor<2xui32>) -> tensor<1xui32>
    %7 = stablehlo.reshape %6 : (tensor<1xui32>) -> tensor<ui32>
    %8 = stablehlo.iota dim = 0 : tensor<4x16xui64>
    %9 = stablehlo.iota dim = 1 : tensor<4x16xui64>
    %c = stablehlo.constant dense<16> : tensor<ui64>
    %10 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<ui64>) -> tensor<4x16xui64>
    %11 = stablehlo.multiply %10, %8 : tensor<4x16xui64>
    %c_0 = stablehlo.constant dense<1> : tensor<ui64>
    %12 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<ui64>) -> tensor<4x16xui64>
    %13 = stablehlo.multiply %12, %9 : tensor<4x16xui64>
    %14 = stablehlo.add %11, %13 : tensor<4x16xui64>
    %c_1 = stablehlo.constant dense<32> : tensor<ui64>
    %15 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<ui64>) -> tensor<4x16xui64>
    %16 = stablehlo.shift_right_logical %14, %15 : tensor<4x16xui64>
    %17 = stablehlo.convert %14 : (tensor<4x16xui64>) -> tensor<4x16xui32>
    %18 = stablehlo.convert %16 : (tensor<4x16xui64>) -> tensor<4x16xui32>
    %19:2 = call @threefry2x32_13(%5, %7, %18, %17) : (tensor<ui32>, tensor<ui32>, tensor<4x16xui32>, tensor<4x16xui32>) -> (tensor<4x16xui32>, tensor<4x16xui32>)
    %20 = stablehlo.xor %19#0, %19#1 : tensor<4x16xui32>
    %c_2 = stablehlo.constant dense<9> : tensor<ui32>
    %21 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<ui32>) -> tensor<4x16xui32>
    %22 = stablehlo.shift_right_logical %20, %21 : tensor<4x16xui32>
    %c_3 = stablehlo.constant dense<1065353216> : tensor<ui32>
    %23 = stablehlo.broadcast_in_dim %c_3, dims = [] : (tensor<ui32>) -> tensor<4x16xui32>
    %24 = stablehlo.or %22, %23 : tensor<4x16xui32>
    %25 = stablehlo.bitcast_convert %24 : (tensor<4x16xui32>) -> tensor<4x16xf32>
    %cst = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %26 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x16xf32>
    %27 = stablehlo.subtract %25, %26 : tensor<4x16xf32>
    %28 = stablehlo.subtract %3, %2 : tensor<1x1xf32>
    %29 = stablehlo.broadcast_in_dim %28, dims = [0, 1] : (tensor<1x1xf32>) -> tensor<4x16xf32>
    %30 = stablehlo.multiply %27, %29 : tensor<4x16xf32>
    %31 = stablehlo.broadcast_in_dim %2, dims = [0, 1] : (tensor<1x1xf32>) -> tensor<4x16xf32>
    %32 = stablehlo.add %30, %31 : tensor<4x16xf32>
    %33 = stablehlo.broadcast_in_dim %2, dims = [0, 1] : (tensor<1x1xf32>) -> tensor<4x16xf32>
    %34 = stablehlo.maximum %33, %32 : tensor<4x16xf32>
    return %34 : tensor<4x16xf32>
  }
  func.func private @threefry2x32_13(%arg0: tensor<ui32>, %arg1: tensor<ui32>, %arg2: tensor<4x16xui32>, %arg3: tensor<4x16xui32>) -> (tensor<4x16xui32>, tensor<4x16xui32>) {
    %c = stablehlo.constant dense<[13, 15, 26, 6]> : tensor<4xui32>
    %c_0 = stablehlo.constant dense<[17, 29, 16, 24]> : tensor<4xui32>
    %0 = stablehlo.xor %arg0, %arg1 : tensor<ui32>
    %c_1 = stablehlo.constant dense<466688986> : tensor<ui32>
    %1 = stablehlo.xor %0, %c_1 : tensor<ui32>
    %2 = stablehlo.broadcast_in_dim %arg0, dims = [] : (tensor<ui32>) -> tensor<4x16xui32>
    %3 = stablehlo.add %arg2, %2 : tensor<4x16xui32>
    %4 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<ui32>) -> tensor<4x16xui32>
    %5 = stablehlo.add %arg3, %4 : tensor<4x16xui32>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %c_3 = stablehlo.constant dense<0> : tensor<i32>
    %6:9 = stablehlo.while(%iterArg = %c_3, %iterArg_4 = %c_2, %iterArg_5 = %3, %iterArg_6 = %5, %iterArg_7 = %arg1, %iterArg_8 = %1, %iterArg_9 = %arg0, %iterArg_10 = %c, %iterArg_11 = %c_0) : tensor<i32>, tensor<i32>, tensor<4x16xui32>, tensor<4x16xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>
    cond {
      %c_12 = stablehlo.constant dense<5> : tensor<i32>
      %7 = stablehlo.compare LT, %iterArg, %c_12, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %7 : tensor<i1>
    } do {
      %7:8 = func.call @closed_call_14(%iterArg_4, %iterArg_5, %iterArg_6, %iterArg_7, %iterArg_8, %iterArg_9, %iterArg_10, %iterArg_11) : (tensor<i32>, tensor<4x16xui32>, tensor<4x16xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<4x16xui32>, tensor<4x16xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
      %c_12 = stablehlo.constant dense<1> : tensor<i32>
      %8 = stablehlo.add %iterArg, %c_12 : tensor<i32>
      stablehlo.return %8, %7#0, %7#1, %7#2, %7#3, %7#4, %7#5, %7#6, %7#7 : tensor<i32>, tensor<i32>, tensor<4x16xui32>, tensor<4x16xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>
    }
    return %6#2, %6#3 : tensor<4x16xui32>, tensor<4x16xui32>
  }
  func.func private @closed_call_14(%arg0: tensor<i32>, %arg1: tensor<4x16xui32>, %arg2: tensor<4x16xui32>, %arg3: tensor<ui32>, %arg4: tensor<ui32>, %arg5: tensor<ui32>, %arg6: tensor<4xui32>, %arg7: tensor<4xui32>) -> (tensor<i32>, tensor<4x16xui32>, tensor<4x16xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) {
    %c = stablehlo.constant dense<1> : tensor<i32>
    %0 = stablehlo.add %arg0, %c : tensor<i32>
    %1 = stablehlo.slice %arg6 [0:1] : (tensor<4xui32>) -> tensor<1xui32>
    %2 = stablehlo.reshape %1 : (tensor<1xui32>) -> tensor<ui32>
    %3 = stablehlo.add %arg1, %arg2 : tensor<4x16xui32>
    %4 = stablehlo.broadcast_in_dim %2, dims = [] : (tensor<ui32>) -> tensor<4x16xui32>
    %5 = stablehlo.shift_left %arg2, %4 : tensor<4x16xui32>
    %c_0 = stablehlo.constant dense<32> : tensor<ui32>
    %6 = stablehlo.subtract %c_0, %2 : tensor<ui32>
    %7 = stablehlo.broadcast_in_dim %6, dims = [] : (tensor<ui32>) -> tensor<4x16xui32>
    %8 = stablehlo.shift_right_logical %arg2, %7 : tensor<4x16xui32>
    %9 = stablehlo.or %5, %8 : tensor<4x16xui32>
    %10 = stablehlo.xor %3, %9 : tensor<4x16xui32>
    %11 = stablehlo.slice %arg6 [1:2] : (tensor<4xui32>) -> tensor<1xui32>
    %12 = stablehlo.reshape %11 : (tensor<1xui32>) -> tensor<ui32>
    %13 = stablehlo.add %3, %10 : tensor<4x16xui32>
    %14 = stablehlo.broadcast_in_dim %12, dims = [] : (tensor<ui32>) -> tensor<4x16xui32>
    %15 = stablehlo.shift_left %10, %14 : tensor<4x16xui32>
    %c_1 = stablehlo.constant dense<32> : tensor<ui32>
    %16 = stablehlo.subtract %c_1, %12 : tensor<ui32>
    %17 = stablehlo.broadcast_in_dim %16, dims = [] : (tensor<ui32>) -> tensor<4x16xui32>
    %18 = stablehlo.shift_right_logical %10, %17 : tensor<4x16xui32>
    %19 = stablehlo.or %15, %18 : tensor<4x16xui32>
    %20 = stablehlo.xor %13, %19 : tensor<4x16xui32>
    %21 = stablehlo.slice %arg6 [2:3] : (tensor<4xui32>) -> tensor<1xui32>
    %22 = stablehlo.reshape %21 : (tensor<1xui32>) -> tensor<ui32>
    %23 = stablehlo.add %13, %20 : tensor<4x16xui32>
    %24 = stablehlo.broadcast_in_dim %22, dims = [] : (tensor<ui32>) -> tensor<4x16xui32>
    %25 = stablehlo.shift_left %20, %24 : tensor<4x16xui32>
    %c_2 = stablehlo.constant dense<32> : tensor<ui32>
    %26 = stablehlo.subtract %c_2, %22 : tensor<ui32>
    %27 = stablehlo.broadcast_in_dim %26, dims = [] : (tensor<ui32>) -> tensor<4x16xui32>
    %28 = stablehlo.shift_right_logical %20, %27 : tensor<4x16xui32>
    %29 = stablehlo.or %25, %28 : tensor<4x16xui32>
    %30 = stablehlo.xor %23, %29 : tensor<4x16xui32>
    %31 = stablehlo.slice %arg6 [3:4] : (tensor<4xui32>) -> tensor<1xui32>
    %32 = stablehlo.reshape %31 : (tensor<1xui32>) -> tensor<ui32>
    %33 = stablehlo.add %23, %30 : tensor<4x16xui32>
    %34 = stablehlo.broadcast_in_dim %32, dims = [] : (tensor<ui32>) -> tensor<4x16xui32>
    %35 = stablehlo.shift_left %30, %34 : tensor<4x16xui32>
    %c_3 = stablehlo.constant dense<32> : tensor<ui32>
    %36 = stablehlo.subtract %c_3, %32 : tensor<ui32>
    %37 = stablehlo.broadcast_in_dim %36, dims = [] : (tensor<ui32>) -> tensor<4x16xui32>
    %38 = stablehlo.shift_right_logical %30, %37 : tensor<4x16xui32>
    %39 = stablehlo.or %35, %38 : tensor<4x16xui32>
    %40 = stablehlo.xor %33, %39 : tensor<4x16xui32>
    %41 = stablehlo.broadcast_in_dim %arg3, dims = [] : (tensor<ui32>) -> tensor<4x16xui32>
    %42 = stablehlo.add %33, %41 : tensor<4x16xui32>
    %43 = stablehlo.broadcast_in_dim %arg4, dims = [] : (tensor<ui32>) -> tensor<4x16xui32>
    %44 = stablehlo.add %40, %43 : tensor<4x16xui32>
    %c_4 = stablehlo.constant dense<1> : tensor<i32>
    %45 = stablehlo.add %arg0, %c_4 : tensor<i32>
    %46 = stablehlo.convert %45 : (tensor<i32>) -> tensor<ui32>
    %47 = stablehlo.broadcast_in_dim %46, dims = [] : (tensor<ui32>) -> tensor<4x16xui32>
    %48 = stablehlo.add %44, %47 : tensor<4x16xui32>
    return %0, %42, %48, %arg4, %arg5, %arg3, %arg7, %arg6 : tensor<i32>, tensor<4x16xui32>, tensor<4x16xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>
  }
  func.func private @_where_15(%arg0: tensor<4x16xi1>, %arg1: tensor<4x16xf32>, %arg2: tensor<i32>) -> tensor<4x16xf32> {
    %0 = stablehlo.convert %arg2 : (tensor<i32>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<4x16xf32>
    %2 = stablehlo.select %arg0, %arg1, %1 : tensor<4x16xi1>, tensor<4x16xf32>
    return %2 : tensor<4x16xf32>
  }
  func.func private @clip(%arg0: tensor<4x10xf32>, %arg1: tensor<f32>, %arg2: tensor<f32>) -> (tensor<4x10xf32>, tensor<4x10xf32>, tensor<4x10xf32>) {
    %0 = stablehlo.convert %arg1 : tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<4x10xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<4x10xf32>
    %3 = stablehlo.compare EQ, %arg0, %2, FLOAT : (tensor<4x10xf32>, tensor<4x10xf32>) -> tensor<4x10xi1>
    %cst = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %4 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x10xf32>
    %cst_0 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %5 = stablehlo.broadcast_in_dim %cst_0, dims = [] : (tensor<f32>) -> tensor<4x10xf32>
    %6 = stablehlo.select %3, %4, %5 : tensor<4x10xi1>, tensor<4x10xf32>
    %7 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<4x10xf32>
    %8 = stablehlo.compare EQ, %7, %2, FLOAT : (tensor<4x10xf32>, tensor<4x10xf32>) -> tensor<4x10xi1>
    %cst_1 = stablehlo.constant dense<2.000000e+00> : tensor<f32>
    %9 = stablehlo.broadcast_in_dim %cst_1, dims = [] : (tensor<f32>) -> tensor<4x10xf32>
    %cst_2 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %10 = stablehlo.broadcast_in_dim %cst_2, dims = [] : (tensor<f32>) -> tensor<4x10xf32>
    %11 = stablehlo.select %8, %9, %10 : tensor<4x10xi1>, tensor<4x10xf32>
    %12 = stablehlo.divide %6, %11 : tensor<4x10xf32>
    %13 = stablehlo.convert %arg2 : tensor<f32>
    %14 = stablehlo.broadcast_in_dim %13, dims = [] : (tensor<f32>) -> tensor<4x10xf32>
    %15 = stablehlo.minimum %14, %2 : tensor<4x10xf32>
    %16 = stablehlo.compare EQ, %2, %15, FLOAT : (tensor<4x10xf32>, tensor<4x10xf32>) -> tensor<4x10xi1>
    %cst_3 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %17 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<4x10xf32>
    %cst_4 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %18 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<f32>) -> tensor<4x10xf32>
    %19 = stablehlo.select %16, %17, %18 : tensor<4x10xi1>, tensor<4x10xf32>
    %20 = stablehlo.broadcast_in_dim %13, dims = [] : (tensor<f32>) -> tensor<4x10xf32>
    %21 = stablehlo.compare EQ, %20, %15, FLOAT : (tensor<4x10xf32>, tensor<4x10xf32>) -> tensor<4x10xi1>
    %cst_5 = stablehlo.constant dense<2.000000e+00> : tensor<f32>
    %22 = stablehlo.broadcast_in_dim %cst_5, dims = [] : (tensor<f32>) -> tensor<4x10xf32>
    %cst_6 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %23 = stablehlo.broadcast_in_dim %cst_6, dims = [] : (tensor<f32>) -> tensor<4x10xf32>
    %24 = stablehlo.select %21, %22, %23 : tensor<4x10xi1>, tensor<4x10xf32>
    %25 = stablehlo.divide %19, %24 : tensor<4x10xf32>
    return %15, %12, %25 : tensor<4x10xf32>, tensor<4x10xf32>, tensor<4x10xf32>
  }
  func.func private @clip_16(%arg0: tensor<4x10xf32>, %arg1: tensor<4x10xf32>, %arg2: tensor<4x10xf32>) -> tensor<4x10xf32> {
    %0 = stablehlo.multiply %arg2, %arg1 : tensor<4x10xf32>
    %1 = stablehlo.multiply %0, %arg0 : tensor<4x10xf32>
    return %1 : tensor<4x10xf32>
  }
  func.func private @_where_17(%arg0: tensor<4x16xi1>, %arg1: tensor<4x16xf32>) -> tensor<4x16xf32> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x16xf32>
    %1 = stablehlo.select %arg0, %arg1, %0 : tensor<4x16xi1>, tensor<4x16xf32>
    return %1 : tensor<4x16xf32>
  }
  func.func private @_where_18(%arg0: tensor<4x2x2x8xi1>, %arg1: tensor<4x2x2x8xf32>) -> tensor<4x2x2x8xf32> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x2x2x8xf32>
    %1 = stablehlo.select %arg0, %arg1, %0 : tensor<4x2x2x8xi1>, tensor<4x2x2x8xf32>
    return %1 : tensor<4x2x2x8xf32>
  }
  func.func private @_where_19(%arg0: tensor<4x6x6x6xi1>, %arg1: tensor<4x6x6x6xf32>) -> tensor<4x6x6x6xf32> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x6x6x6xf32>
    %1 = stablehlo.select %arg0, %arg1, %0 : tensor<4x6x6x6xi1>, tensor<4x6x6x6xf32>
    return %1 : tensor<4x6x6x6xf32>
  }
}
