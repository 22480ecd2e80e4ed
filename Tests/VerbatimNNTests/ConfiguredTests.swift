import Foundation
import Testing
import VerbatimGraph
import VerbatimNN
import VerbatimTensor

@Suite struct ConfiguredTests {
    struct Swish: ActivationFunction, Equatable {
        var slope: Double = 1
        func callAsFunction(_ x: Tensor) -> Tensor { x * (slope * x).sigmoid() }
    }

    func roundTrip<Value: Sendable>(_ value: Value, _ types: ConfigurableTypes? = nil) throws -> Value {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let decoder = JSONDecoder()
        if let types { decoder.userInfo[ConfigurableTypes.key] = types }
        let data = try encoder.encode(Configured(value))
        let decoded = try decoder.decode(Configured<Value>.self, from: data)
        // A description is what a value encodes, so equal descriptions mean equal values.
        #expect(try encoder.encode(decoded) == data)
        return decoded.value
    }

    @Test func everyTypeComesBack() throws {
        for activation: any ActivationFunction in [.linear, .relu, .sigmoid, .softmax, .tanh]
            as [any ActivationFunction]
        {
            #expect(type(of: try roundTrip(activation)) == type(of: activation))
        }
        let initializers: [any Initializer] = [
            .zeros, .ones, .constant(3), .randomNormal, .randomUniform, .truncatedNormal, .heNormal,
        ]
        for initializer in initializers { #expect(type(of: try roundTrip(initializer)) == type(of: initializer)) }
        let metrics: [any Metric] =
            LossTests.all.map { $0 as any Metric } + [
                .categoricalAccuracy, .sparseCategoricalAccuracy, .binaryAccuracy, .sparseCategoricalCrossentropy,
            ]
        for metric in metrics { #expect(try roundTrip(metric).name == metric.name) }
        let optimizer = try roundTrip(RMSprop.keras2(learningRate: 1e-4, decay: 1e-6) as any Optimizer)
        #expect(optimizer as? RMSprop == RMSprop.keras2(learningRate: 1e-4, decay: 1e-6))
        #expect(optimizer as? RMSprop != RMSprop(learningRate: 1e-4))
        #expect(try roundTrip(Adam(amsgrad: true) as any Optimizer) as? Adam == Adam(amsgrad: true))
        #expect(try roundTrip(SGD(momentum: 0.5) as any Optimizer) as? SGD == SGD(momentum: 0.5))
    }

    @Test func unknownTypesAreNamed() throws {
        let swish: any ActivationFunction = Swish(slope: 2)
        #expect { try roundTrip(swish) } throws: {
            ($0 as? VerbatimError)?.code == .unsupported && ($0 as? VerbatimError)?.received == "Swish"
        }
        #expect(try roundTrip(swish, ConfigurableTypes([Swish.self])) as? Swish == Swish(slope: 2))
    }

    @Test func closuresAreStoredByName() throws {
        let doubled: any ActivationFunction = .function("doubled") { 2 * $0 }
        #expect { try roundTrip(doubled) } throws: { ($0 as? VerbatimError)?.received == "doubled" }
        let known = ConfigurableTypes(functions: [FunctionActivation("doubled") { 2 * $0 }])
        let found = try roundTrip(doubled, known)
        #expect(try found(Tensor([3] as [Float])).array(of: Float.self) == [6])
    }

    @Test func aTypeInTheWrongPlaceIsRefused() throws {
        let data = try JSONEncoder().encode(Configured(SGD() as any Optimizer))
        #expect { try JSONDecoder().decode(Configured<any ActivationFunction>.self, from: data) } throws: {
            ($0 as? VerbatimError)?.code == .file
        }
    }

    @Test func activationsAreTheirFunctions() throws {
        let x = Tensor(shape: [2, 2], [-1, 0, 1, 2] as [Float])
        let pairs: [(any ActivationFunction, Tensor)] = [
            (.linear, x), (.relu, relu(x)), (.sigmoid, sigmoid(x)), (.softmax, softmax(x)), (.tanh, tanh(x)),
            (Swish(), x * sigmoid(x)),
        ]
        for (activation, expected) in pairs { #expect(try activation(x).bitsEqual(expected)) }
    }
}
