import Testing
import Verbatim
import VerbatimTestSupport

@Suite struct GradientContractionTests {
    @Test func dotGeneral() throws {
        var generator = SampleGenerator(30)
        for round in 0..<30 {
            let (batch, contracted) = (
                generator.dimensions(generator.int(0...2), most: 3), generator.dimensions(generator.int(0...2), most: 3)
            )
            let (left, right) = (
                generator.dimensions(generator.int(0...2), most: 3), generator.dimensions(generator.int(0...2), most: 3)
            )
            // Every operand dimension at a random place.
            func placed(_ sizes: [Int]) -> (shape: [Int], places: [Int]) {
                let places = generator.shuffled(Array(sizes.indices))
                var shape = sizes
                for (size, place) in zip(sizes, places) { shape[place] = size }
                return (shape, places)
            }
            let (lhs, rhs) = (placed(batch + contracted + left), placed(batch + contracted + right))
            let both = batch.count + contracted.count
            let attributes = DotGeneralAttributes(
                lhsBatching: Array(lhs.places[..<batch.count]), rhsBatching: Array(rhs.places[..<batch.count]),
                lhsContracting: Array(lhs.places[batch.count..<both]),
                rhsContracting: Array(rhs.places[batch.count..<both]))
            let operands = [generator.operand(lhs.shape), generator.operand(rhs.shape)]
            try GradientCheck()("dot_general \(attributes)", operands, &generator) {
                try $0.one(.dotGeneral(attributes), $1)
            }
            guard round % 5 == 0 else { continue }
            try GradientCheck(elements: 2)("dot_general twice \(attributes)", operands, &generator) { b, p in
                let y = try b.unary(.tanh, try b.one(.dotGeneral(attributes), p))
                let one = try b.constant(1, b.type(of: y))
                return try b.gradients(of: y, cotangent: one, withRespectTo: [p[1]])[0]!
            }
        }
    }

    @Test func convolution() throws {
        var generator = SampleGenerator(31)
        var cases = 0
        while cases < 60 {
            guard let (attributes, input, kernel) = sample(&generator) else { continue }
            cases += 1
            let operands = [generator.operand(input), generator.operand(kernel)]
            try GradientCheck(elements: 4)("convolution \(attributes) \(input) \(kernel)", operands, &generator) {
                try $0.one(.convolution(attributes), $1)
            }
            guard cases % 10 == 0 else { continue }
            try GradientCheck(elements: 2)("convolution twice \(attributes)", operands, &generator) { b, p in
                let y = try b.unary(.tanh, try b.one(.convolution(attributes), p))
                let one = try b.constant(1, b.type(of: y))
                let gradients = try b.gradients(of: y, cotangent: one, withRespectTo: p)
                return try b.binary(
                    .add, try b.sum(gradients[0]!, dimensions: Array(input.indices)),
                    try b.sum(gradients[1]!, dimensions: Array(kernel.indices)))
            }
        }
    }

    /// A convolution with dimensions in any order, strides, dilations, padding of both signs, reversal and groups; nil
    /// where its result is empty.
    private func sample(
        _ generator: inout SampleGenerator
    ) -> (attributes: ConvolutionAttributes, input: [Int], kernel: [Int])? {
        let spatial = generator.int(0...2)
        func places() -> [Int] { generator.shuffled(Array(0..<(spatial + 2))) }
        let (i, k, o) = (places(), places(), places())
        let groups = generator.int(1...3)
        let isBatch = generator.once(in: 2)
        let attributes = ConvolutionAttributes(
            dimensions: .init(
                inputBatch: i[0], inputFeature: i[1], inputSpatial: Array(i[2...]), kernelInputFeature: k[0],
                kernelOutputFeature: k[1], kernelSpatial: Array(k[2...]), outputBatch: o[0], outputFeature: o[1],
                outputSpatial: Array(o[2...])),
            strides: (0..<spatial).map { _ in generator.int(1...3) },
            padding: (0..<spatial).map { _ in EdgePadding(generator.int(-1...2), generator.int(-1...2)) },
            lhsDilation: (0..<spatial).map { _ in generator.int(1...2) },
            rhsDilation: (0..<spatial).map { _ in generator.int(1...2) },
            windowReversal: (0..<spatial).map { _ in generator.once(in: 2) },
            featureGroupCount: isBatch ? 1 : groups, batchGroupCount: isBatch ? groups : 1)
        let d = attributes.dimensions
        var (input, kernel) = ([Int](repeating: 0, count: spatial + 2), [Int](repeating: 0, count: spatial + 2))
        kernel[d.kernelInputFeature] = generator.int(1...2)
        kernel[d.kernelOutputFeature] = groups * generator.int(1...2)
        input[d.inputFeature] = kernel[d.kernelInputFeature] * attributes.featureGroupCount
        input[d.inputBatch] = attributes.batchGroupCount * generator.int(1...2)
        for axis in 0..<spatial {
            input[d.inputSpatial[axis]] = generator.int(2...5)
            kernel[d.kernelSpatial[axis]] = generator.int(1...3)
        }
        let types = try? Operation.convolution(attributes)
            .resultTypes(operands: [TensorType(input, .f64), TensorType(kernel, .f64)])
        guard let type = types?.first, type.count > 0 else { return nil }
        return (attributes, input, kernel)
    }
}
