module @jit__lambda attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<2x6x6xf32>, %arg1: tensor<2x6x3xf32>) -> (tensor<2x6x6xf32> {jax.result_info = "result[0]"}, tensor<2x6x3xf32> {jax.result_info = "result[1]"}, tensor<2x6x3xf32> {jax.result_info = "result[2]"}) {
    %0 = stablehlo.cholesky %arg0, lower = true : tensor<2x6x6xf32>
    %1 = stablehlo.iota dim = 0 : tensor<6x6xi32>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %2 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<6x6xi32>
    %3 = stablehlo.add %1, %2 : tensor<6x6xi32>
    %4 = stablehlo.iota dim = 1 : tensor<6x6xi32>
    %5 = stablehlo.compare GE, %3, %4, SIGNED : (tensor<6x6xi32>, tensor<6x6xi32>) -> tensor<6x6xi1>
    %6 = stablehlo.broadcast_in_dim %5, dims = [1, 2] : (tensor<6x6xi1>) -> tensor<2x6x6xi1>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %7 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x6x6xf32>
    %8 = stablehlo.select %6, %0, %7 : tensor<2x6x6xi1>, tensor<2x6x6xf32>
    %9 = call @tril(%arg0) : (tensor<2x6x6xf32>) -> tensor<2x6x6xf32>
    %10 = "stablehlo.triangular_solve"(%9, %arg1) <{left_side = true, lower = true, transpose_a = #stablehlo<transpose NO_TRANSPOSE>, unit_diagonal = false}> : (tensor<2x6x6xf32>, tensor<2x6x3xf32>) -> tensor<2x6x3xf32>
    %11 = call @triu(%arg0) : (tensor<2x6x6xf32>) -> tensor<2x6x6xf32>
    %12 = "stablehlo.triangular_solve"(%11, %arg1) <{left_side = true, lower = false, transpose_a = #stablehlo<transpose TRANSPOSE>, unit_diagonal = false}> : (tensor<2x6x6xf32>, tensor<2x6x3xf32>) -> tensor<2x6x3xf32>
    return %8, %10, %12 : tensor<2x6x6xf32>, tensor<2x6x3xf32>, tensor<2x6x3xf32>
  }
  func.func private @tril(%arg0: tensor<2x6x6xf32>) -> tensor<2x6x6xf32> {
    %0 = stablehlo.iota dim = 0 : tensor<6x6xi32>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<6x6xi32>
    %2 = stablehlo.add %0, %1 : tensor<6x6xi32>
    %3 = stablehlo.iota dim = 1 : tensor<6x6xi32>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<6x6xi32>, tensor<6x6xi32>) -> tensor<6x6xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<6x6xi1>) -> tensor<2x6x6xi1>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x6x6xf32>
    %7 = stablehlo.select %5, %arg0, %6 : tensor<2x6x6xi1>, tensor<2x6x6xf32>
    return %7 : tensor<2x6x6xf32>
  }
  func.func private @triu(%arg0: tensor<2x6x6xf32>) -> tensor<2x6x6xf32> {
    %0 = stablehlo.iota dim = 0 : tensor<6x6xi32>
    %c = stablehlo.constant dense<-1> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<6x6xi32>
    %2 = stablehlo.add %0, %1 : tensor<6x6xi32>
    %3 = stablehlo.iota dim = 1 : tensor<6x6xi32>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<6x6xi32>, tensor<6x6xi32>) -> tensor<6x6xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<6x6xi1>) -> tensor<2x6x6xi1>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x6x6xf32>
    %7 = stablehlo.select %5, %6, %arg0 : tensor<2x6x6xi1>, tensor<2x6x6xf32>
    return %7 : tensor<2x6x6xf32>
  }
}
