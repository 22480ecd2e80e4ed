import Testing
import Verbatim
import VerbatimTestSupport

/// Layers that draw, in training: outputs recomputed from their draws in plain Swift, moments over a million draws.
@Suite struct RandomLayerTests {
    /// The types of layers that a table of layers has with draws of their own.
    @Test func everyLayerThatDrawsIsHere() throws {
        var drawing: Set<String> = []
        for layer in LayerCase.all {
            let declared = try layer.model().declarations(inputs: layer.types(batch: 2))
            let types = Dictionary(declared.calls.map { ($0.path, type(of: $0.layer).typeName) }) { first, _ in first }
            for draw in declared.draws {
                // A cell is not called: its draws are of the layer around it.
                let owner = types.keys.filter { "\(draw.layerPath)/".hasPrefix("\($0)/") }.max { $0.count < $1.count }
                drawing.insert(types[try #require(owner)]!)
            }
        }
        let here = Set(DrawnLayer.all.flatMap { [type(of: $0.make()).typeName] })
        #expect(drawing.subtracting(here).isEmpty, "\(drawing.subtracting(here).sorted())")
    }

    @Test(arguments: DrawnLayer.all)
    func outputsAreThoseOfTheDraws(_ layer: DrawnLayer) throws {
        var generator = SampleGenerator(31)
        let batch = 6
        let types = layer.inputs.map { TensorType([batch] + $0, .f32) }
        let inputs = types.map { Tensor(generator.reals($0)) * layer.spread + layer.middle }
        let symbols = layer.inputs.map { Input(shape: $0) }
        let made = layer.make()
        let model = Model(inputs: symbols, outputs: [made(symbols)])
        let variables = try model.initialVariables(seed: 5)
        let step = 3
        let result = try model.call(variables, inputs, isTraining: true, seed: 5, step: Tensor(Int64(step)))
        let declared = try model.declarations(inputs: types)
        let draws = DrawnLayer.Draws(declared.draws, seed: 5, step: step)
        #expect(draws.count > 0)
        let values = try zip(variables.paths, variables.tensors).map {
            ($0, DrawnLayer.Grid($1.shape, try $1.doubles))
        }
        let expected = layer.formula(
            try inputs.map { DrawnLayer.Grid($0.shape, try $0.doubles) }, draws,
            Dictionary(uniqueKeysWithValues: values))
        #expect(result.outputs[0].shape == expected.shape)
        #expect(agrees(try result.outputs[0].doubles, expected.values, within: 2e-5), "\(layer)")
        // Another step draws otherwise, and inference does not draw.
        let other = try model.call(variables, inputs, isTraining: true, seed: 5, step: Tensor(Int64(step + 1)))
        #expect(try !other.outputs[0].bitsEqual(result.outputs[0]))
        let first = try model.call(variables, inputs, step: Tensor(Int64(step))).outputs[0]
        #expect(try first.bitsEqual(model.call(variables, inputs, step: Tensor(Int64(step + 1))).outputs[0]))
    }

    /// What a layer makes of a million numbers, one draw for each, or of a million small images.
    private func outputs(_ layer: any Layer, _ x: Tensor) throws -> [Double] {
        let model = Model([layer], inputShape: Array(x.shape.dropFirst()))
        return try model.call(model.initialVariables(seed: 11), [x], isTraining: true, seed: 11).outputs[0].doubles
    }

    private static let count = 1_000_000

    @Test func momentsOfDropout() throws {
        let ones = Tensor.ones([1000, 1000])
        for rate in [0.1, 0.5, 0.8] {
            let variance = rate / (1 - rate)
            #expect(haveMoments(try outputs(Dropout(rate), ones), mean: 1, variance: variance))
            #expect(haveMoments(try outputs(GaussianDropout(rate), ones), mean: 1, variance: variance))
        }
        for (layer, shape) in [
            (SpatialDropout1D(0.3) as any Layer, [1000, 2, 1000]), (SpatialDropout2D(0.3), [1000, 1, 2, 1000]),
            (SpatialDropout3D(0.3), [1000, 1, 2, 1, 1000]),
        ] {
            let kept = try outputs(layer, Tensor.ones(shape))
            // Both places of a channel are one draw.
            func channels(_ place: Int) -> [Double] {
                (0..<1000).flatMap { sample -> ArraySlice<Double> in
                    let start = (2 * sample + place) * 1000
                    return kept[start..<start + 1000]
                }
            }
            let (first, second) = (channels(0), channels(1))
            #expect(first == second)
            #expect(haveMoments(first, mean: 1, variance: 0.3 / 0.7))
        }
    }

    @Test func momentsOfNoise() throws {
        let ones = Tensor.ones([1000, 1000])
        #expect(haveMoments(try outputs(GaussianNoise(0.5), ones), mean: 1, variance: 0.25))
        // Alpha dropout keeps mean 0 and variance 1.
        let normal = Tensor.randomNormal([1000, 1000], stream: RandomStream(seed: 12, "x"))
        for rate in [0.1, 0.5] {
            #expect(haveMoments(try outputs(AlphaDropout(rate), normal), mean: 0, variance: 1))
        }
    }

    /// A million images of one pixel or two, on which a layer's factor shows.
    @Test func momentsOfFactors() throws {
        func images(_ pixels: [Float]) -> Tensor {
            Tensor(shape: [1, 1, pixels.count, 1], pixels).tiled([Self.count, 1, 1, 1])
        }
        func every(_ stride: Int, from place: Int, _ values: [Double]) -> [Double] {
            (0..<Self.count).map { values[$0 * stride + place] }
        }
        func uniform(_ low: Double, _ high: Double) -> (mean: Double, variance: Double) {
            ((low + high) / 2, (high - low) * (high - low) / 12)
        }
        func check(_ values: [Double], _ moments: (mean: Double, variance: Double)) -> Bool {
            haveMoments(values, mean: moments.mean, variance: moments.variance)
        }
        let range: ValueRange = [-9, 9]
        let brightness = try outputs(RandomBrightness(0.1, valueRange: range), images([0.5]))
        #expect(check(brightness, uniform(0.5 - 1.8, 0.5 + 1.8)))
        let contrast = every(2, from: 0, try outputs(RandomContrast(0.5, valueRange: range), images([1, -1])))
        #expect(check(contrast, uniform(0.5, 1.5)))
        let flipped = every(2, from: 0, try outputs(RandomFlip(.horizontal), images([1, 0])))
        #expect(check(flipped, (0.5, 0.25)))
        // The probability is itself uniform up to the factor.
        let inverted = try outputs(RandomInvert(0.6, valueRange: [0, 1]), images([1]))
        #expect(check(inverted, (0.7, 0.21)))
        // The middle of a ramp is moved by as much as the image is.
        let moved = every(
            5, from: 2, try outputs(RandomTranslation(0, 0.3, fillMode: .nearest), images([0, 1, 2, 3, 4])))
        #expect(check(moved, uniform(0.5, 3.5)))
        // Off the middle of a ramp by 1, a zoom of f reads it at 1 + f.
        let zoomed = every(
            5, from: 3, try outputs(RandomZoom(0.2, fillMode: .nearest), images([0, 1, 2, 3, 4])))
        #expect(check(zoomed, uniform(2.8, 3.2)))
        let sharp = every(3, from: 1, try outputs(RandomSharpness([0.2, 0.8], valueRange: range), images([0, 1, 0])))
        // One row of the smooth image weighs the pixel by 5/13: x + (1 - 2f) (5/13 - 1), f from 0.2 to 0.8.
        #expect(check(sharp, uniform(1 - 0.6 * 8 / 13, 1 + 0.6 * 8 / 13)))
    }
}

extension Tensor {
    fileprivate var doubles: [Double] { get throws { try cast(to: .f64).array(of: Double.self) } }
}
