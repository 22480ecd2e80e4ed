import Testing
import VerbatimGraph
import VerbatimNN
import VerbatimTensor
import VerbatimTestSupport

@Suite struct LossTests {
    static let all: [any Loss] = [
        .binaryCrossentropy, .categoricalCrossentropy, .categoricalHinge, .hinge, .meanAbsoluteError,
        .meanAbsolutePercentageError, .meanSquaredError, .squaredHinge,
        .binaryCrossentropy(fromLogits: true, labelSmoothing: 0.1),
        .categoricalCrossentropy(fromLogits: true), .categoricalCrossentropy(labelSmoothing: 0.2),
    ]

    let labels = Tensor(shape: [2, 3], [1, 0, 0, 0, 0, 1] as [Float])

    func numbers(_ loss: any Metric, _ y: Tensor, _ p: Tensor) throws -> [Float] {
        try loss(labels: y, predictions: p).array(of: Float.self)
    }

    @Test func valuesByHand() throws {
        let p = Tensor(shape: [2, 3], [0.5, -1, 2, 4, 0, 1] as [Float])
        #expect(try numbers(.meanSquaredError, labels, p) == [Float(5.25) / 3, Float(16) / 3])
        #expect(try numbers(.meanAbsoluteError, labels, p) == [Float(3.5) / 3, Float(4) / 3])
        #expect(try numbers(.categoricalHinge, labels, p) == [2.5, 4])
        // Labels 0 and 1 mean -1 and 1, unless Keras 2's rule is asked for.
        #expect(try numbers(.hinge, labels, p) == [Float(3.5) / 3, 2])
        #expect(try numbers(Hinge.keras2, labels, p) == [Float(2.5) / 3, Float(2) / 3])
        #expect(try numbers(.squaredHinge, labels, p) == [Float(9.25) / 3, Float(26) / 3])
        #expect(try numbers(SquaredHinge.keras2, labels, p) == [Float(2.25) / 3, Float(2) / 3])
        let signed = 2 * labels - 1
        #expect(try numbers(.hinge, signed, p) == numbers(.hinge, labels, p))
        #expect(try numbers(.hinge, 3 * labels, p) == numbers(Hinge.keras2, 3 * labels, p))
        let percent = try numbers(.meanAbsolutePercentageError, Tensor([2, 4] as [Float]), Tensor([1, 5] as [Float]))
        #expect(percent == [50, 25])
    }

    @Test func probabilitiesAreNormalisedAndClipped() throws {
        let y = Tensor(shape: [3, 2], [1, 0, 1, 0, 0, 1] as [Float])
        let p = Tensor(shape: [3, 2], [3, 1, 0, 5, 0, 5] as [Float])
        let losses = try numbers(.categoricalCrossentropy, y, p)
        #expect(losses[0].bitPattern == (try (-log(Tensor(0.75 as Float))).scalar(as: Float.self)).bitPattern)
        #expect(losses[1].bitPattern == (try (-log(Tensor(1e-7 as Float))).scalar(as: Float.self)).bitPattern)
        let upper = Float(1) - Float(1e-7)
        #expect(losses[2].bitPattern == (try (-log(Tensor(upper))).scalar(as: Float.self)).bitPattern)
        // Clipped probabilities have no gradient; the others have one through the division too.
        let gradient = try gradient(at: p) { CategoricalCrossentropy()(labels: y, predictions: $0).sum() }
        #expect(try gradient[1...].array(of: Float.self) == [0, 0, 0, 0])
        #expect(agrees(try gradient[0].array(of: Float.self), [-1 / 12, 1 / 4], within: 1e-6))
    }

    @Test func gradientsAgreeWithDifferences() throws {
        let p = Tensor(shape: [2, 3], [0.2, 0.3, 0.9, 0.15, 0.65, 0.35] as [Double])
        for loss in Self.all {
            // A percentage of nothing is too steep for differences.
            let y = labels.cast(to: .f64) + (loss is MeanAbsolutePercentageError ? 1 : 0)
            let slope = try gradient(at: p) { loss.mean(labels: y, predictions: $0) }.array(of: Double.self)
            let start = try p.array(of: Double.self)
            for place in start.indices {
                func value(_ shift: Double) throws -> Double {
                    var moved = start
                    moved[place] += shift
                    return try loss.mean(labels: y, predictions: Tensor(shape: [2, 3], moved)).scalar(as: Double.self)
                }
                let difference = (try value(1e-6) - value(-1e-6)) / 2e-6
                #expect(agrees([slope[place]], [difference], within: 1e-7), "\(loss.name) at \(place)")
            }
        }
    }

    @Test func hingesStillPushAtTheirKink() throws {
        let p = Tensor(shape: [1, 2], [1, 0] as [Float])
        let y = Tensor(shape: [1, 2], [1, -1] as [Float])
        let hinge = try gradient(at: p) { Hinge()(labels: y, predictions: $0).sum() }
        #expect(try hinge.array(of: Float.self) == [-0.5, 0.5])
        let categorical = try gradient(at: p) {
            CategoricalHinge()(labels: Tensor(shape: [1, 2], [1, 0] as [Float]), predictions: $0).sum()
        }
        // Both classes are the greatest wrong one: the right class counts as 0 there.
        #expect(try categorical.array(of: Float.self) == [-1, 0.5])
    }

    @Test func logitsOfZeroHaveASmoothGradient() throws {
        let y = Tensor(shape: [1, 2], [0, 1] as [Float])
        let slope = try gradient(at: Tensor.zeros([1, 2])) {
            BinaryCrossentropy(fromLogits: true)(labels: y, predictions: $0).sum()
        }
        #expect(try slope.array(of: Float.self) == [0.25, -0.25])
    }

    @Test func sparseLabelsAreOneHotRows() throws {
        let p = Tensor(shape: [3, 4], (0..<12).map { Float($0 * 7 % 5) + 0.25 })
        let numbers = Tensor([2, 0, 3] as [Int32])
        let rows = oneHot(numbers, classes: 4)
        for fromLogits in [false, true] {
            let sparse = SparseCategoricalCrossentropy(fromLogits: fromLogits)
            let dense = CategoricalCrossentropy(fromLogits: fromLogits)(labels: rows, predictions: p)
            #expect(try sparse(labels: numbers, predictions: p).bitsEqual(dense))
            #expect(try sparse(labels: numbers.reshaped([3, 1]), predictions: p).bitsEqual(dense))
            #expect(try sparse(labels: numbers.cast(to: .f32), predictions: p).bitsEqual(dense))
        }
    }

    @Test func ranksThatDifferByAnEmptyDimensionMeet() throws {
        let y = Tensor([1, 2, 3] as [Float])
        let p = Tensor(shape: [3, 1], [1, 1, 1] as [Float])
        #expect(try numbers(.meanSquaredError, y, p) == [0, 1, 4])
        #expect(try numbers(.meanSquaredError, y.reshaped([3, 1]), p.reshaped([3])) == [0, 1, 4])
        #expect(try numbers(.meanSquaredError, y, p.reshaped([3])) == [0, 1, 4])
        #expect(try numbers(.meanSquaredError, y.cast(to: .i32), p) == [0, 1, 4])
        #expect(MeanSquaredError()(labels: y, predictions: .zeros([2, 3, 3])).shape == [2, 3])
        #expect(MeanSquaredError()(labels: y, predictions: .zeros([3, 2])).failure?.code == .shape)
    }

    @Test func accuracies() throws {
        let p = Tensor(shape: [4, 3], [0.1, 0.8, 0.1, 0.4, 0.4, 0.2, 0, 0, 0, .nan, 1, 0] as [Float])
        let numbers = Tensor([1, 0, 0, 1] as [Int32])
        let rows = oneHot(numbers, classes: 3)
        #expect(try self.numbers(.categoricalAccuracy, rows, p) == [1, 1, 1, 0])
        #expect(try self.numbers(.sparseCategoricalAccuracy, numbers, p) == [1, 1, 1, 0])
        #expect(try self.numbers(.sparseCategoricalAccuracy, numbers.reshaped([4, 1]), p) == [1, 1, 1, 0])
        let yes = Tensor(shape: [2, 2], [1, 0, 1, 0] as [Float])
        let chance = Tensor(shape: [2, 2], [0.5, 0.5, 0.6, 0.4] as [Float])
        #expect(try self.numbers(.binaryAccuracy, yes, chance) == [0, 1, 1, 1])
        #expect(try self.numbers(.binaryAccuracy(threshold: 0.3), yes, chance) == [1, 0, 1, 0])
    }

    @Test func everyLossIsAMetricUnderKerasName() {
        let metrics: [any Metric] = [
            .categoricalAccuracy, .categoricalCrossentropy, .sparseCategoricalCrossentropy, .binaryCrossentropy,
            .categoricalHinge, .hinge, .squaredHinge, .meanSquaredError, .meanAbsoluteError,
            .meanAbsolutePercentageError, .sparseCategoricalAccuracy, .binaryAccuracy,
        ]
        #expect(
            metrics.map(\.name) == [
                "categorical_accuracy", "categorical_crossentropy", "sparse_categorical_crossentropy",
                "binary_crossentropy", "categorical_hinge", "hinge", "squared_hinge", "mean_squared_error",
                "mean_absolute_error", "mean_absolute_percentage_error", "sparse_categorical_accuracy",
                "binary_accuracy",
            ])
    }

    struct CubicError: Loss {
        let name: String = "cubic_error"
        func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
            pow(abs(labels - predictions), 3).mean(axes: -1)
        }
        private enum CodingKeys: CodingKey {}
    }

    @Test func aLossOfOnesOwnTakesADozenLines() throws {
        let loss: any Loss = CubicError()
        let value = loss.mean(labels: labels, predictions: labels + 2)
        #expect(try value.scalar(as: Float.self) == 8)
    }
}
