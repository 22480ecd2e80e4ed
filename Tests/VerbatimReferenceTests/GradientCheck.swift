import Testing
import Verbatim
import VerbatimTestSupport

/// Compares gradients with central differences in f64 through the reference executor.
struct GradientCheck {
    /// An operand: its type, the values it is drawn from, and whether the gradient is asked for.
    struct Operand {
        var value: TensorValue
        var isDifferentiated: Bool = true
    }

    typealias Function = (_ builder: GraphBuilder, _ operands: [ValueID]) throws -> ValueID

    /// At most so many elements of an operand are moved.
    var elements: Int = 6
    /// The distance moved.
    var step: Double = 1e-5

    /// Whether every gradient of `sum(weights * function(operands))` agrees with its difference quotient.
    func callAsFunction(
        _ what: String, _ operands: [Operand], _ generator: inout SampleGenerator,
        sourceLocation: SourceLocation = #_sourceLocation, _ function: Function
    ) throws {
        let builder = GraphBuilder(name: "gradient")
        let inputs = operands.enumerated().map { builder.input($1.value.type, name: "x\($0)") }
        let output = try function(builder, inputs)
        let weights = try builder.constant(generator.uniform(builder.type(of: output), -1...1))
        let product = try builder.binary(.multiply, output, weights)
        let loss = try builder.sum(product, dimensions: Array(builder.type(of: output).shape.indices))
        let asked = operands.indices.filter { operands[$0].isDifferentiated }
        let lossRun = try ReferenceExecutor().compile(builder.finish(outputs: [loss]))
        let gradients = try builder.gradients(of: output, cotangent: weights, withRespectTo: asked.map { inputs[$0] })
        let found = gradients.compactMap { $0 }
        guard found.count == asked.count,
            zip(found, asked).allSatisfy({ builder.type(of: $0) == operands[$1].value.type })
        else {
            Issue.record("\(what): a gradient is missing or of another type", sourceLocation: sourceLocation)
            return
        }
        let values = operands.map(\.value)
        let gradientRun = try ReferenceExecutor().compile(builder.finish(outputs: found))
        let computed = try gradientRun(values)
        for (index, gradient) in zip(asked, computed) {
            let analytic = gradient.array(of: Double.self)
            let count = values[index].type.count
            for element in generator.shuffled(Array(0..<count)).prefix(elements) {
                func moved(_ distance: Double) throws -> Double {
                    var inputs = values
                    inputs[index].withUnsafeMutableElements(Double.self) { $0[element] += distance }
                    return try lossRun(inputs)[0].array(of: Double.self)[0]
                }
                let numeric = (try moved(step) - moved(-step)) / (2 * step)
                if abs(analytic[element] - numeric) <= 1e-6 * max(1, abs(numeric), abs(analytic[element])) { continue }
                Issue.record(
                    "\(what), operand \(index), element \(element): \(analytic[element]) is not \(numeric)",
                    sourceLocation: sourceLocation)
            }
        }
    }
}

extension SampleGenerator {
    /// A number between bounds.
    mutating func number(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + Double(bits() >> 11) * 0x1p-53 * (range.upperBound - range.lowerBound)
    }

    /// An f64 tensor of numbers between bounds.
    mutating func uniform(_ type: TensorType, _ range: ClosedRange<Double>) -> TensorValue {
        var tensor = TensorValue(zeros: type)
        tensor.withUnsafeMutableElements(Double.self) { for index in $0.indices { $0[index] = number(range) } }
        return tensor
    }

    /// An f64 tensor of numbers that are all different and far apart for the checks' steps, in random order.
    mutating func distinct(_ type: TensorType) -> TensorValue {
        var tensor = TensorValue(zeros: type)
        let order = shuffled(Array(0..<type.count))
        tensor.withUnsafeMutableElements(Double.self) {
            for index in $0.indices { $0[index] = (Double(order[index]) + 0.5) / Double(type.count) * 4 - 2 }
        }
        return tensor
    }

    mutating func operand(_ shape: [Int], _ range: ClosedRange<Double> = -2...2) -> GradientCheck.Operand {
        GradientCheck.Operand(value: uniform(TensorType(shape, .f64), range))
    }

    mutating func distinctOperand(_ shape: [Int]) -> GradientCheck.Operand {
        GradientCheck.Operand(value: distinct(TensorType(shape, .f64)))
    }

    /// A shape of dimensions of 1 to `most`.
    mutating func dimensions(_ rank: Int, most: Int = 4) -> [Int] { (0..<rank).map { _ in int(1...most) } }
}
