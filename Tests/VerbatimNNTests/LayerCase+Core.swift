import Verbatim

extension LayerCase {
    static let core: [LayerCase] = [
        LayerCase("Identity", [3, 4], [3, 4]) { Identity() },
        LayerCase("Masking", [3, 4], [3, 4], wrong: TensorType([4], .f32)) { Masking() },
        LayerCase(
            "Dense, everything regularised", [5], [4], [("dense.1/kernel", [5, 4]), ("dense.1/bias", [4])],
            wrong: TensorType([3], .f32)
        ) {
            Dense(4, kernelRegularizer: .l2(0.01), biasRegularizer: .l1(0.01), activityRegularizer: .l2(0.1))
        },
        LayerCase(
            "EinsumDense", [4, 5], [4, 6], [("einsumDense.1/kernel", [5, 6]), ("einsumDense.1/bias", [6])],
            wrong: TensorType([2, 5], .f32)
        ) { EinsumDense("abc,cd->abd", outputShape: [nil, 6], biasAxes: "d") },
        LayerCase(
            "EinsumDense with dots", [3, 2, 5], [3, 2, 4], [("einsumDense.1/kernel", [5, 4])],
            wrong: TensorType([], .f32)
        ) { EinsumDense("...x,xy->...y", outputShape: [4], activation: .tanh) },
        LayerCase(
            "ReversibleEmbedding backwards", [4, 3], [4, 7], [("reversibleEmbedding.1/embeddings", [7, 3])],
            wrong: TensorType([2, 4], .f32)
        ) { ReversibleEmbedding(7, 3) },
        LayerCase("Permute", [4, 5], [5, 4], wrong: TensorType([2, 5], .f32)) { Permute([2, 1]) },
        LayerCase("RepeatVector", [5], [3, 5], wrong: flat3) { RepeatVector(3) },
        LayerCase("Cropping1D", [7, 2], [4, 2], wrong: TensorType([2, 2, 2], .f32)) { Cropping1D([1, 2]) },
        LayerCase("Cropping2D", [6, 5, 2], [3, 4, 2], wrong: flat) { Cropping2D([[1, 2], [0, 1]]) },
        LayerCase("Cropping3D", [3, 4, 5, 2], [1, 2, 3, 2], wrong: flat) { Cropping3D() },
        LayerCase("ZeroPadding1D", [3, 2], [6, 2], wrong: flat) { ZeroPadding1D([1, 2]) },
        LayerCase("ZeroPadding2D, channels first", [2, 3, 4], [2, 4, 7], wrong: flat) {
            ZeroPadding2D([[1, 0], [2, 1]], dataFormat: .channelsFirst)
        },
        LayerCase("ZeroPadding3D", [2, 3, 2, 2], [4, 5, 4, 2], wrong: flat) { ZeroPadding3D() },
        LayerCase("UpSampling1D", [3, 2], [9, 2], wrong: flat) { UpSampling1D(3) },
        LayerCase("UpSampling2D", [2, 3, 2], [4, 9, 2], wrong: flat) { UpSampling2D([2, 3]) },
        LayerCase("UpSampling2D bilinear", [3, 4, 2], [6, 8, 2], wrong: flat) {
            UpSampling2D(interpolation: .bilinear)
        },
        LayerCase("UpSampling3D", [2, 1, 2, 2], [4, 2, 4, 2], wrong: flat) { UpSampling3D() },
        LayerCase("ELU", [9], [9], wrong: TensorType([2, 9], .i32)) { ELU(0.5) },
        LayerCase("LeakyReLU", [9], [9], wrong: TensorType([2, 9], .i32)) { LeakyReLU() },
        LayerCase("PReLU", [4, 5], [4, 5], [("pReLU.1/alpha", [1, 5])], wrong: TensorType([3], .f32)) {
            PReLU(alphaInitializer: .constant(0.25), sharedAxes: [1])
        },
        LayerCase("Softmax over two axes", [3, 4], [3, 4], wrong: TensorType([2], .f32)) { Softmax(axes: [1, 2]) },
        LayerCase("Dot", inputs: [[4, 5], [5, 2]], [4, 2], wrong: [flat, flat]) { Dot([2, 1]) },
        LayerCase("Dot of unit vectors", inputs: [[5], [5]], [1], wrong: [flat]) { Dot(1, normalize: true) },
    ]

    static let flat3: TensorType = TensorType([4, 3, 2], .f32)

    static let normalizations: [LayerCase] = [
        LayerCase(
            "LayerNormalization", [3, 4], [3, 4],
            [("layerNormalization.1/gamma", [4]), ("layerNormalization.1/beta", [4])], wrong: TensorType([4], .f32)
        ) { LayerNormalization() },
        LayerCase(
            "LayerNormalization of two axes", [3, 4], [3, 4], [("layerNormalization.1/gamma", [3, 4])],
            wrong: TensorType([4, 2], .i32)
        ) { LayerNormalization([1, 2], epsilon: 0.1, center: false) },
        LayerCase(
            "GroupNormalization", [4, 3, 6], [4, 3, 6],
            [("groupNormalization.1/gamma", [6]), ("groupNormalization.1/beta", [6])], wrong: flat
        ) { GroupNormalization(2, epsilon: 0.01) },
        LayerCase(
            "GroupNormalization by feature, channels first", [3, 8], [3, 8],
            [("groupNormalization.1/gamma", [3])], wrong: TensorType([4], .f32)
        ) { GroupNormalization(-1, axis: 1, center: false) },
        LayerCase(
            "RMSNormalization", [3, 4], [3, 4], [("rMSNormalization.1/scale", [4])], wrong: TensorType([4], .f32)
        ) { RMSNormalization() },
        LayerCase("UnitNormalization", [3, 4], [3, 4], wrong: TensorType([2, 5], .i32)) { UnitNormalization() },
        LayerCase(
            "SpectralNormalization", [5], [4],
            [
                ("spectralNormalization.1/dense.1/kernel", [5, 4]), ("spectralNormalization.1/vector_u", [1, 4]),
                ("spectralNormalization.1/dense.1/bias", [4]),
            ], wrong: TensorType([3], .f32), isSmooth: false
        ) { SpectralNormalization(Dense(4), powerIterations: 2) },
    ]
}
