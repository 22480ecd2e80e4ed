module @jit__lambda attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<6x10xf32>, %arg1: tensor<4x9xcomplex<f32>>) -> (tensor<6x6xcomplex<f32>> {jax.result_info = "result[0]"}, tensor<6x10xf32> {jax.result_info = "result[1]"}, tensor<4x9xcomplex<f32>> {jax.result_info = "result[2]"}, tensor<4x9xcomplex<f32>> {jax.result_info = "result[3]"}, tensor<6x10xcomplex<f32>> {jax.result_info = "result[4]"}) {
    %0 = call @fft(%arg0) : (tensor<6x10xf32>) -> tensor<6x6xcomplex<f32>>
    %1 = call @fft(%arg0) : (tensor<6x10xf32>) -> tensor<6x6xcomplex<f32>>
    %2 = call @fft_0(%1) : (tensor<6x6xcomplex<f32>>) -> tensor<6x10xf32>
    %3 = call @fft_1(%arg1) : (tensor<4x9xcomplex<f32>>) -> tensor<4x9xcomplex<f32>>
    %4 = call @fft_2(%arg1) : (tensor<4x9xcomplex<f32>>) -> tensor<4x9xcomplex<f32>>
    %5 = call @fft_3(%arg0) : (tensor<6x10xf32>) -> tensor<6x10xcomplex<f32>>
    return %0, %2, %3, %4, %5 : tensor<6x6xcomplex<f32>>, tensor<6x10xf32>, tensor<4x9xcomplex<f32>>, tensor<4x9xcomplex<f32>>, tensor<6x10xcomplex<f32>>
  }
  func.func private @fft(%arg0: tensor<6x10xf32>) -> tensor<6x6xcomplex<f32>> {
    %0 = stablehlo.fft %arg0, type = RFFT, length = [10] : (tensor<6x10xf32>) -> tensor<6x6xcomplex<f32>>
    return %0 : tensor<6x6xcomplex<f32>>
  }
  func.func private @fft_0(%arg0: tensor<6x6xcomplex<f32>>) -> tensor<6x10xf32> {
    %0 = stablehlo.fft %arg0, type = IRFFT, length = [10] : (tensor<6x6xcomplex<f32>>) -> tensor<6x10xf32>
    return %0 : tensor<6x10xf32>
  }
  func.func private @fft_1(%arg0: tensor<4x9xcomplex<f32>>) -> tensor<4x9xcomplex<f32>> {
    %0 = stablehlo.fft %arg0, type = FFT, length = [9] : (tensor<4x9xcomplex<f32>>) -> tensor<4x9xcomplex<f32>>
    return %0 : tensor<4x9xcomplex<f32>>
  }
  func.func private @fft_2(%arg0: tensor<4x9xcomplex<f32>>) -> tensor<4x9xcomplex<f32>> {
    %0 = stablehlo.fft %arg0, type = IFFT, length = [4, 9] : (tensor<4x9xcomplex<f32>>) -> tensor<4x9xcomplex<f32>>
    return %0 : tensor<4x9xcomplex<f32>>
  }
  func.func private @fft_3(%arg0: tensor<6x10xf32>) -> tensor<6x10xcomplex<f32>> {
    %0 = stablehlo.convert %arg0 : (tensor<6x10xf32>) -> tensor<6x10xcomplex<f32>>
    %1 = stablehlo.fft %0, type = FFT, length = [6, 10] : (tensor<6x10xcomplex<f32>>) -> tensor<6x10xcomplex<f32>>
    return %1 : tensor<6x10xcomplex<f32>>
  }
}
