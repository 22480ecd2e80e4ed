import Testing
import VerbatimArithmetic
import VerbatimGraph
import VerbatimNN
import VerbatimTensor
import VerbatimTestSupport

@Suite struct InitializerTests {
    let stream = RandomStream(seed: 999, "dense.1/kernel")

    func draw(_ initializer: any Initializer, _ shape: [Int]) throws -> [Float] {
        try initializer.values(shape: shape, stream: stream).array(of: Float.self)
    }

    @Test func fansFollowKeras() {
        #expect(VarianceScaling.fans([]) == (1, 1))
        #expect(VarianceScaling.fans([5]) == (5, 5))
        #expect(VarianceScaling.fans([3, 4]) == (3, 4))
        #expect(VarianceScaling.fans([3, 3, 2, 8]) == (18, 72))
    }

    @Test func uniformNumbersAreWordsOfTheirStream() throws {
        let limit = Float((6.0 / 90).squareRoot())
        let drawn = try draw(.glorotUniform, [3, 3, 2, 8])
        for (element, number) in drawn.enumerated() {
            let unit = RandomStream.uniform(stream.word(element))
            #expect(number.bitPattern == (unit * (limit - -limit) + -limit).bitPattern)
        }
    }

    @Test func variancesAreScaleOverFan() throws {
        let shape = [200, 300]
        let expected: [(any Initializer, Double)] = [
            (.glorotUniform, 2 / 500.0), (.glorotNormal, 2 / 500.0), (.heUniform, 2 / 200.0), (.heNormal, 2 / 200.0),
            (.lecunUniform, 1 / 200.0), (.lecunNormal, 1 / 200.0), (.randomNormal(deviation: 2), 4),
            (.randomUniform(low: -3, high: 3), 3), (.truncatedNormal(deviation: 1), 0.87962566 * 0.87962566),
            (VarianceScaling(scale: 3, mode: .fanOut, distribution: .normal), 3 / 300.0),
        ]
        for (initializer, variance) in expected {
            let values = try initializer.values(type: TensorType(shape, .f64), stream: stream)
            let found = try Tensor(values).variance().scalar(as: Double.self)
            let mean = try Tensor(values).mean().scalar(as: Double.self)
            #expect(agrees([found / variance], [1], within: 0.03), "\(initializer)")
            #expect(abs(mean) < 0.02 * variance.squareRoot(), "\(initializer)")
        }
    }

    @Test func truncatedNumbersLieWithinTwoDeviations() throws {
        let drawn = try draw(.truncatedNormal(mean: 1, deviation: 0.5), [101, 99])
        #expect(drawn.allSatisfy { abs($0 - 1) <= 1 })
        // Numbers that lay inside at once are those of the normal distribution.
        let normal = try draw(.randomNormal(mean: 1, deviation: 0.5), [101, 99])
        let kept = zip(drawn, normal).filter { $0.bitPattern == $1.bitPattern }.count
        #expect(kept == normal.filter { abs($0 - 1) <= 1 }.count)
        #expect(kept < drawn.count)
    }

    @Test func constantsDrawNothing() throws {
        #expect(try draw(.zeros, [2]) == [0, 0])
        #expect(try draw(.ones, [2]) == [1, 1])
        #expect(try draw(.constant(0.25), []) == [0.25])
        #expect(try draw(.heNormal, [0, 3]).isEmpty)
    }

    @Test func streamsAreIndependent() throws {
        let other = RandomStream(seed: 999, "dense.2/kernel")
        let first = try GlorotCheck.initializer.values(shape: [4, 4], stream: stream)
        #expect(try first == GlorotCheck.initializer.values(shape: [4, 4], stream: stream))
        #expect(try first != GlorotCheck.initializer.values(shape: [4, 4], stream: other))
        #expect { try VarianceScaling(scale: 0).values(shape: [2], stream: stream) } throws: {
            ($0 as? VerbatimError)?.code == .configuration
        }
    }

    private enum GlorotCheck {
        static let initializer: VarianceScaling = .glorotNormal
    }
}
