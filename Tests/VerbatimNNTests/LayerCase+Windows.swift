import Verbatim

extension LayerCase {
    static let windows: [LayerCase] = [
        LayerCase("MaxPooling1D", [9, 2], [4, 2], wrong: flat) { MaxPooling1D() },
        LayerCase("MaxPooling3D", [5, 4, 3, 2], [3, 2, 2, 2], wrong: flat) {
            MaxPooling3D(3, strides: 2, padding: .same)
        },
        LayerCase("AveragePooling1D, channels first", [2, 9], [2, 5], wrong: flat) {
            AveragePooling1D(3, strides: 2, padding: .same, dataFormat: .channelsFirst)
        },
        LayerCase("AveragePooling3D", [5, 4, 3, 2], [2, 2, 1, 2], wrong: flat) { AveragePooling3D() },
        LayerCase("GlobalMaxPooling1D", [9, 2], [2], wrong: flat) { GlobalMaxPooling1D() },
        LayerCase("GlobalMaxPooling2D", [4, 3, 2], [1, 1, 2], wrong: flat) {
            GlobalMaxPooling2D(keepDimensions: true)
        },
        LayerCase("GlobalMaxPooling3D", [2, 4, 3, 2], [2], wrong: flat) { GlobalMaxPooling3D() },
        LayerCase("GlobalAveragePooling1D", [9, 2], [2], wrong: flat) { GlobalAveragePooling1D() },
        LayerCase("GlobalAveragePooling3D", [2, 3, 2, 2], [2], wrong: flat) { GlobalAveragePooling3D() },
        LayerCase("AdaptiveAveragePooling1D", [7, 2], [3, 2], wrong: flat) { AdaptiveAveragePooling1D(3) },
        LayerCase("AdaptiveAveragePooling2D", [7, 5, 2], [2, 3, 2], wrong: flat) { AdaptiveAveragePooling2D([2, 3]) },
        LayerCase("AdaptiveAveragePooling3D", [4, 3, 5, 2], [2, 2, 2, 2], wrong: flat) { AdaptiveAveragePooling3D(2) },
        LayerCase("AdaptiveMaxPooling1D", [7, 2], [3, 2], wrong: flat) { AdaptiveMaxPooling1D(3) },
        LayerCase("AdaptiveMaxPooling2D", [7, 5, 2], [2, 2, 2], wrong: flat) { AdaptiveMaxPooling2D(2) },
        LayerCase("AdaptiveMaxPooling3D", [4, 3, 5, 2], [2, 2, 2, 2], wrong: flat) { AdaptiveMaxPooling3D(2) },
    ]

    static let convolutions: [LayerCase] = [
        LayerCase(
            "Conv1D causal, dilation", [8, 2], [8, 3], [("conv1D.1/kernel", [3, 2, 3]), ("conv1D.1/bias", [3])],
            wrong: flat
        ) { Conv1D(3, kernelSize: 3, padding: .causal, dilationRate: 2) },
        LayerCase(
            "Conv2D, channels first", [2, 6, 5], [3, 4, 3], [("conv2D.1/kernel", [3, 3, 2, 3])], wrong: flat
        ) { Conv2D(3, kernelSize: 3, dataFormat: .channelsFirst, useBias: false) },
        LayerCase(
            "Conv3D", [4, 3, 5, 2], [3, 2, 4, 3], [("conv3D.1/kernel", [2, 2, 2, 2, 3]), ("conv3D.1/bias", [3])],
            wrong: flat
        ) { Conv3D(3, kernelSize: 2) },
        LayerCase(
            "Conv1DTranspose", [5, 2], [11, 3],
            [("conv1DTranspose.1/kernel", [3, 3, 2]), ("conv1DTranspose.1/bias", [3])], wrong: flat
        ) { Conv1DTranspose(3, kernelSize: 3, strides: 2) },
        LayerCase(
            "Conv2DTranspose same", [4, 3, 2], [8, 6, 3], [("conv2DTranspose.1/kernel", [3, 3, 3, 2])], wrong: flat
        ) { Conv2DTranspose(3, kernelSize: 3, strides: 2, padding: .same, useBias: false) },
        LayerCase(
            "Conv3DTranspose", [2, 3, 2, 2], [4, 6, 4, 2], [("conv3DTranspose.1/kernel", [2, 2, 2, 2, 2])],
            wrong: flat
        ) { Conv3DTranspose(2, kernelSize: 2, strides: 2, useBias: false) },
        LayerCase(
            "DepthwiseConv1D", [7, 3], [4, 6],
            [("depthwiseConv1D.1/kernel", [3, 3, 2]), ("depthwiseConv1D.1/bias", [6])], wrong: flat
        ) { DepthwiseConv1D(3, strides: 2, padding: .same, depthMultiplier: 2) },
        LayerCase(
            "DepthwiseConv2D", [6, 5, 3], [4, 3, 3], [("depthwiseConv2D.1/kernel", [3, 3, 3, 1])], wrong: flat
        ) { DepthwiseConv2D(3, useBias: false) },
        LayerCase(
            "SeparableConv1D", [7, 3], [5, 4],
            [
                ("separableConv1D.1/depthwise_kernel", [3, 3, 1]), ("separableConv1D.1/pointwise_kernel", [1, 3, 4]),
                ("separableConv1D.1/bias", [4]),
            ], wrong: flat
        ) { SeparableConv1D(4, kernelSize: 3) },
        LayerCase(
            "SeparableConv2D", [6, 5, 3], [3, 3, 4],
            [
                ("separableConv2D.1/depthwise_kernel", [3, 2, 3, 2]),
                ("separableConv2D.1/pointwise_kernel", [1, 1, 6, 4]),
            ], wrong: flat
        ) {
            SeparableConv2D(4, kernelSize: [3, 2], strides: 2, padding: .same, depthMultiplier: 2, useBias: false)
        },
    ]
}
