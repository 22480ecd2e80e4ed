import Verbatim

extension LayerCase {
    private static let image: [Int] = [5, 6, 3]

    private static func image(
        _ title: String, _ output: [Int] = image, isSmooth: Bool = true, _ make: @escaping @Sendable () -> any Layer
    ) -> LayerCase {
        LayerCase(title, image, output, wrong: flat, isSmooth: isSmooth, isNarrow: false, make)
    }

    static let random: [LayerCase] = [
        LayerCase("SpatialDropout1D", [6, 5], [6, 5], wrong: flat) { SpatialDropout1D(0.4) },
        LayerCase("SpatialDropout2D", [3, 4, 5], [3, 4, 5], wrong: flat) { SpatialDropout2D(0.4) },
        LayerCase("SpatialDropout3D", [5, 2, 3, 4], [5, 2, 3, 4], wrong: flat) {
            SpatialDropout3D(0.4, dataFormat: .channelsFirst)
        },
        LayerCase("GaussianDropout", [6, 5], [6, 5], wrong: TensorType([2, 5], .i32)) { GaussianDropout(0.4) },
        LayerCase("GaussianNoise", [6, 5], [6, 5], wrong: TensorType([2, 5], .i32)) { GaussianNoise(0.4) },
        LayerCase("AlphaDropout", [6, 5], [6, 5], wrong: TensorType([2, 5], .i32)) { AlphaDropout(0.4, seed: 3) },
        LayerCase("ActivityRegularization", [5], [5], wrong: TensorType([2, 5], .i32)) {
            ActivityRegularization(l1: 0.1, l2: 0.2)
        },
    ]

    static let images: [LayerCase] = [
        LayerCase("Rescaling", [4, 3], [4, 3]) { Rescaling(0.5, offset: 0.25) },
        LayerCase("Normalization, stated", [4, 3], [4, 3], wrong: TensorType([], .f32)) {
            Normalization(mean: [1, 2, 3], variance: [4, 5, 6])
        },
        LayerCase(
            "Normalization", [4, 3], [4, 3], [("normalization.1/mean", [3]), ("normalization.1/variance", [3])],
            wrong: TensorType([], .f32), isSmooth: false
        ) { Normalization() },
        image("Resizing", [3, 4, 3]) { Resizing(3, 4, interpolation: .bicubic) },
        image("CenterCrop", [3, 4, 3]) { CenterCrop(height: 3, width: 4) },
        image("AutoContrast", isSmooth: false) { AutoContrast(valueRange: [-2, 2]) },
        image("Equalization", isSmooth: false) { Equalization(valueRange: [-2, 2], bins: 16) },
        image("Solarization", isSmooth: false) { Solarization(thresholdFactor: 1, valueRange: [-2, 2]) },
        image("RandomBrightness") { RandomBrightness(0.1, valueRange: [-9, 9]) },
        image("RandomContrast") { RandomContrast(0.5, valueRange: [-9, 9]) },
        image("RandomFlip") { RandomFlip() },
        image("RandomGrayscale") { RandomGrayscale() },
        image("RandomInvert") { RandomInvert(valueRange: [-1, 1]) },
        image("RandomHue", isSmooth: false) { RandomHue(0.5, valueRange: [-1, 1]) },
        image("RandomSaturation", isSmooth: false) { RandomSaturation(0.5, valueRange: [-1, 1]) },
        image("RandomSharpness") { RandomSharpness(0.5, valueRange: [-9, 9]) },
        image("RandomColorDegeneration") { RandomColorDegeneration(0.5, valueRange: [-9, 9]) },
        image("RandomPosterization", isSmooth: false) { RandomPosterization([2, 5], valueRange: [-1, 1]) },
        image("RandomCrop", [3, 4, 3]) { RandomCrop(height: 3, width: 4) },
        image("RandomRotation") { RandomRotation(0.1) },
        image("RandomTranslation") { RandomTranslation(0.2, 0.3, fillMode: .wrap) },
        image("RandomZoom") { RandomZoom(0.2, 0.3, fillMode: .nearest) },
        image("RandomShear") { RandomShear(xFactor: 0.3, yFactor: 0.2, fillMode: .constant, fillValue: 0.5) },
        image("RandomErasing") { RandomErasing(scale: [0.1, 0.3]) },
        image("RandomGaussianBlur") { RandomGaussianBlur(valueRange: [-9, 9]) },
        image("RandomColorJitter", isSmooth: false) {
            RandomColorJitter(brightnessFactor: 0.1, contrastFactor: 0.2, hueFactor: 0.1, valueRange: [-1, 1])
        },
        image("Pipeline", [3, 3, 3]) { Pipeline([Rescaling(0.5), CenterCrop(height: 3, width: 3)]) },
        LayerCase(
            "STFTSpectrogram", [40, 2], [9, 18],
            [
                ("sTFTSpectrogram.1/real_kernel", [8, 1, 9]), ("sTFTSpectrogram.1/imag_kernel", [8, 1, 9]),
            ], wrong: flat, isNarrow: false
        ) { STFTSpectrogram(mode: .magnitude, frameLength: 8, fftLength: 16) },
        LayerCase("MelSpectrogram", [64], [4, 5], wrong: flat3, isSmooth: false, isNarrow: false) {
            MelSpectrogram(fftLength: 32, sequenceStride: 16, samplingRate: 1000, numMelBins: 4)
        },
    ]

    static let categories: [LayerCase] = [
        LayerCase(
            "CategoryEncoding", [6], [7], wrong: TensorType([], .i32), integers: 0..<7, isSmooth: false, isNarrow: false
        ) { CategoryEncoding(7) },
        LayerCase("Discretization", [4], [4, 3], wrong: TensorType([], .f32), isSmooth: false, isNarrow: false) {
            Discretization([-0.5, 0.5], outputMode: .oneHot)
        },
        LayerCase(
            "IntegerLookup", [6], [4], wrong: TensorType([2, 6], .f32), integers: 0..<7, isSmooth: false,
            isNarrow: false
        ) { IntegerLookup(vocabulary: [3, 5, 6], outputMode: .multiHot) },
    ]
}
