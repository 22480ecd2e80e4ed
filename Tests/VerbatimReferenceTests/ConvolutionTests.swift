import Testing
import VerbatimGraph
import VerbatimReference

/// Convolutions, against the definition: dilate and pad explicitly, drop the holes, contract in chunks of 256.
@Suite struct ConvolutionTests {
    private typealias Dimensions = ConvolutionAttributes.Dimensions

    private func contraction(_ terms: [(Float, Float)]) -> Float {
        var y: Float = 0
        for start in stride(from: 0, to: terms.count, by: 256) {
            var p: Float = 0
            for (a, b) in terms[start..<min(start + 256, terms.count)] { p = p.addingProduct(a, b) }
            y += p
        }
        return y
    }

    /// One-dimensional, channels last: every position of a dilated and padded row is an element, +0, or a hole.
    private func reference(
        _ x: [Float], width: Int, features: Int, _ kernel: [Float], window: Int, outputs: Int, stride: Int,
        _ padding: EdgePadding, lhsDilation: Int, rhsDilation: Int, isReversed: Bool
    ) -> [Float] {
        enum Cell {
            case element(Int)
            case zero
            case hole
        }
        var row: [Cell] = []
        for position in -padding.low..<(width == 0 ? 0 : (width - 1) * lhsDilation + 1) + padding.high {
            if ((position % lhsDilation) + lhsDilation) % lhsDilation != 0 {
                row.append(.hole)
            } else {
                let element = position < 0 ? -1 : position / lhsDilation
                row.append(element >= 0 && element < width ? .element(element) : .zero)
            }
        }
        var result: [Float] = []
        let extent = (window - 1) * rhsDilation + 1
        var start = 0
        while start + extent <= row.count {
            for output in 0..<outputs {
                var terms: [(Float, Float)] = []
                for tap in 0..<window {
                    let k = isReversed ? window - 1 - tap : tap
                    for feature in 0..<features {
                        let weight = kernel[(k * features + feature) * outputs + output]
                        switch row[start + tap * rhsDilation] {
                        case .element(let element): terms.append((x[element * features + feature], weight))
                        case .zero: terms.append((0, weight))
                        case .hole: break
                        }
                    }
                }
                result.append(contraction(terms))
            }
            start += stride
        }
        return result
    }

    @Test func oneDimensionalAgainstTheDefinition() throws {
        var generator = TestGenerator(5)
        var cases = 0
        for width in [1, 2, 5, 8] {
            for window in 1...4 {
                for stride in 1...3 {
                    for lhsDilation in 1...3 {
                        for rhsDilation in 1...2 {
                            for padding in [
                                EdgePadding.zero, EdgePadding(2, 1), EdgePadding(-1, 3), EdgePadding(1, -1),
                            ] {
                                let dilated = (width - 1) * lhsDilation + 1
                                guard dilated + min(padding.low, 0) + min(padding.high, 0) > 0 else { continue }
                                let features = 1 + cases % 3
                                let outputs = 1 + cases % 2
                                let x = generator.floats(width * features)
                                let kernel = generator.floats(window * features * outputs)
                                let isReversed = cases % 5 == 0
                                let expected = reference(
                                    x, width: width, features: features, kernel, window: window, outputs: outputs,
                                    stride: stride, padding, lhsDilation: lhsDilation, rhsDilation: rhsDilation,
                                    isReversed: isReversed)
                                let attributes = ConvolutionAttributes(
                                    dimensions: .channelsLast(spatialRank: 1), strides: [stride], padding: [padding],
                                    lhsDilation: [lhsDilation], rhsDilation: [rhsDilation], windowReversal: [isReversed]
                                )
                                let result = try elements(
                                    .convolution(attributes),
                                    [
                                        TensorValue(x, shape: [1, width, features]),
                                        TensorValue(kernel, shape: [window, features, outputs]),
                                    ], of: Float.self)
                                #expect(result.bits == expected.bits)
                                cases += 1
                            }
                        }
                    }
                }
            }
        }
        #expect(cases > 900)
    }

    @Test(arguments: [1, 51, 52, 86, 171]) func chunksRunOverWindowThenFeature(features: Int) throws {
        // Windows of 5 and 3 by these features lie around 256 and 512 terms.
        var generator = TestGenerator(UInt64(features))
        for window in [3, 5] {
            let x = generator.floats(6 * features)
            let kernel = generator.floats(window * features)
            let expected = reference(
                x, width: 6, features: features, kernel, window: window, outputs: 1, stride: 1, EdgePadding(2, 2),
                lhsDilation: 1, rhsDilation: 1, isReversed: false)
            let attributes = ConvolutionAttributes(
                dimensions: .channelsLast(spatialRank: 1), padding: [EdgePadding(2, 2)])
            let result = try elements(
                .convolution(attributes),
                [TensorValue(x, shape: [1, 6, features]), TensorValue(kernel, shape: [window, features, 1])],
                of: Float.self)
            #expect(result.bits == expected.bits)
        }
    }

    @Test func reversedWindowsEqualReversedKernels() throws {
        var generator = TestGenerator(6)
        let x = try TensorValue(generator.floats(2 * 9 * 40), shape: [2, 9, 40])
        let kernel = try TensorValue(generator.floats(7 * 40 * 3), shape: [7, 40, 3])
        let turned = try evaluate(.reverse(ReverseAttributes([0])), [kernel])[0]
        let dimensions = Dimensions.channelsLast(spatialRank: 1)
        let reversed = ConvolutionAttributes(dimensions: dimensions, windowReversal: [true])
        #expect(
            try evaluate(.convolution(reversed), [x, kernel])
                == evaluate(.convolution(ConvolutionAttributes(dimensions: dimensions)), [x, turned]))
    }

    @Test func paddingTakesPartAndHolesDoNot() throws {
        // An infinite weight meets padding: 0 * inf. With a dilated input it meets a hole: nothing.
        let x = try TensorValue([1, 2] as [Float], shape: [1, 2, 1])
        let kernel = try TensorValue([.infinity, 1] as [Float], shape: [2, 1, 1])
        let padded = ConvolutionAttributes(dimensions: .channelsLast(spatialRank: 1), padding: [EdgePadding(1, 0)])
        let first = try elements(.convolution(padded), [x, kernel], of: Float.self)
        #expect(first.bits == [Float(bitPattern: 0x7fc0_0000), .infinity].bits)
        let dilated = ConvolutionAttributes(dimensions: .channelsLast(spatialRank: 1), lhsDilation: [2])
        let second = try elements(.convolution(dilated), [x, kernel], of: Float.self)
        #expect(second == [.infinity, 2])
    }

    @Test func resultsAreNeverMinusZero() throws {
        let x = try TensorValue([-0.0] as [Float], shape: [1, 1, 1])
        let kernel = try TensorValue([1] as [Float], shape: [1, 1, 1])
        let attributes = ConvolutionAttributes(dimensions: .channelsLast(spatialRank: 1))
        #expect(try elements(.convolution(attributes), [x, kernel], of: Float.self).bits == [0].bits)
    }

    /// Two spatial dimensions, groups and permuted dimension numbers, by nested loops over named indices.
    @Test(arguments: [(1, 1), (2, 1), (3, 1), (1, 2), (1, 3)])
    func groupsAndDimensionNumbers(featureGroups: Int, batchGroups: Int) throws {
        var generator = TestGenerator(UInt64(featureGroups * 10 + batchGroups))
        let (perGroup, outputs) = (5, 2 * featureGroups * batchGroups)
        let (batch, height, width) = (2 * batchGroups, 5, 4)
        let (windowHeight, windowWidth) = (3, 2)
        // Input [h, f, b, w], kernel [o, w, i, h], output [f, w, b, h]: spatial dimensions (h, w) in order.
        let d = Dimensions(
            inputBatch: 2, inputFeature: 1, inputSpatial: [0, 3], kernelInputFeature: 2, kernelOutputFeature: 0,
            kernelSpatial: [3, 1], outputBatch: 2, outputFeature: 0, outputSpatial: [3, 1])
        let attributes = ConvolutionAttributes(
            dimensions: d, strides: [2, 1], padding: [EdgePadding(1, 1), EdgePadding(0, 1)],
            featureGroupCount: featureGroups, batchGroupCount: batchGroups)
        let features = perGroup * featureGroups
        let x = generator.floats(height * features * batch * width)
        let kernel = generator.floats(outputs * windowWidth * perGroup * windowHeight)
        let result = try evaluate(
            .convolution(attributes),
            [
                TensorValue(x, shape: [height, features, batch, width]),
                TensorValue(kernel, shape: [outputs, windowWidth, perGroup, windowHeight]),
            ])[0]
        let (rows, columns) = (3, 4)
        #expect(result.shape == [outputs, columns, batch / batchGroups, rows])
        var expected: [Float] = []
        for o in 0..<outputs {
            let featureGroup = o / (outputs / featureGroups)
            let batchGroup = o / (outputs / batchGroups)
            for column in 0..<columns {
                for b in 0..<batch / batchGroups {
                    for row in 0..<rows {
                        var terms: [(Float, Float)] = []
                        for kh in 0..<windowHeight {
                            for kw in 0..<windowWidth {
                                for i in 0..<perGroup {
                                    let (h, w) = (2 * row + kh - 1, column + kw)
                                    let isInside = (0..<height).contains(h) && (0..<width).contains(w)
                                    let f = featureGroup * perGroup + i
                                    let sample = batchGroup * (batch / batchGroups) + b
                                    terms.append(
                                        (
                                            isInside ? x[((h * features + f) * batch + sample) * width + w] : 0,
                                            kernel[((o * windowWidth + kw) * perGroup + i) * windowHeight + kh]
                                        ))
                                }
                            }
                        }
                        expected.append(contraction(terms))
                    }
                }
            }
        }
        #expect(result.array(of: Float.self).bits == expected.bits)
    }

    @Test func markedWeightGradientsCombineLeavesOfSamplesByTheTree() throws {
        // The batch is the input feature: x [f, h, b], g [h, b, o]; leaves of 2 samples.
        var generator = TestGenerator(8)
        let (batch, height, window) = (5, 70, 66)
        let x = generator.floats(height * batch)
        let g = generator.floats(window * batch)
        let attributes = ConvolutionAttributes(dimensions: .channelsLast(spatialRank: 1))
        let operands = [
            try TensorValue(x, shape: [1, height, batch]), try TensorValue(g, shape: [window, batch, 1]),
        ]
        let mark = SampleSum(dimension: 1, samplesPerLeaf: 2)
        let result = try evaluate(.convolution(attributes), operands, sampleSum: mark)[0].array(of: Float.self)
        let expected = (0...height - window).map { position in
            let leaves = [0..<2, 2..<4, 4..<5].map { samples in
                contraction(
                    (0..<window).flatMap { tap in
                        samples.map { (x[(position + tap) * batch + $0], g[tap * batch + $0]) }
                    })
            }
            return (leaves[0] + leaves[1]) + leaves[2]
        }
        #expect(result.bits == expected.bits)
        let plain = try evaluate(.convolution(attributes), operands)[0].array(of: Float.self)
        #expect(plain.bits != expected.bits)
        // Leaves along the window instead.
        let along = SampleSum(dimension: 0, samplesPerLeaf: 10, indicesPerSample: 3)
        let second = try evaluate(.convolution(attributes), operands, sampleSum: along)[0].array(of: Float.self)
        let byTap = (0...height - window).map { position in
            let leaves = [0..<30, 30..<60, 60..<66].map { taps in
                contraction(
                    taps.flatMap { tap in (0..<batch).map { (x[(position + tap) * batch + $0], g[tap * batch + $0]) } })
            }
            return (leaves[0] + leaves[1]) + leaves[2]
        }
        #expect(second.bits == byTap.bits)
    }

    @Test func noSpatialDimensionIsAProductOfMatrices() throws {
        var generator = TestGenerator(9)
        let x = try TensorValue(generator.floats(6), shape: [2, 3])
        let kernel = try TensorValue(generator.floats(12), shape: [3, 4])
        let attributes = ConvolutionAttributes(dimensions: .channelsLast(spatialRank: 0))
        let product = DotGeneralAttributes(lhsContracting: [1], rhsContracting: [0])
        #expect(
            try evaluate(.convolution(attributes), [x, kernel]) == evaluate(.dotGeneral(product), [x, kernel]))
    }

    @Test func integersWrapAndDoublesFuse() throws {
        let attributes = ConvolutionAttributes(dimensions: .channelsLast(spatialRank: 1), padding: [EdgePadding(1, 0)])
        let bytes = try elements(
            .convolution(attributes),
            [TensorValue([100, 100] as [Int8], shape: [1, 2, 1]), TensorValue([2, 3] as [Int8], shape: [2, 1, 1])],
            of: Int8.self)
        #expect(bytes == [44, Int8(truncatingIfNeeded: 500)])
        let doubles = try elements(
            .convolution(attributes),
            [
                TensorValue([1, 1 + 0x1p-30], shape: [1, 2, 1]), TensorValue([-1, 1 - 0x1p-30], shape: [2, 1, 1]),
            ], of: Double.self)
        #expect(doubles == [1 - 0x1p-30, -0x1p-60])
    }

    @Test func emptyFeaturesAndWindowsGiveZero() throws {
        let attributes = ConvolutionAttributes(dimensions: .channelsLast(spatialRank: 1))
        let noFeatures = try evaluate(
            .convolution(attributes),
            [TensorValue(zeros: TensorType([1, 3, 0], .f32)), TensorValue(zeros: TensorType([2, 0, 4], .f32))])[0]
        #expect(noFeatures.shape == [1, 2, 4])
        #expect(noFeatures.array(of: Float.self).bits == [Float](repeating: 0, count: 8).bits)
        let noBatch = try evaluate(
            .convolution(attributes),
            [TensorValue(zeros: TensorType([0, 3, 1], .f32)), TensorValue(zeros: TensorType([2, 1, 4], .f32))])[0]
        #expect(noBatch.shape == [0, 2, 4])
    }
}
