import Testing
import VerbatimGraph
import VerbatimNN
import VerbatimTensor

@Suite struct OptimizerTests {
    /// A parameter's value and slots.
    typealias State = (p: [Float], slots: [[Float]])

    static func numbers(_ count: Int, seed: Int) throws -> [Float] {
        let spread = Tensor.randomNormal([1, count], stream: .init(seed: 7, "optimizers \(seed)"))
        return try spread.array(of: Float.self)
    }

    /// Runs an optimizer operation by operation, compiled, and by a rule for one element; all have the same bits.
    func check(
        _ optimizer: any Optimizer, steps: Int = 4,
        rule: (_ g: Float, _ p: Float, _ slots: [Float], _ iterations: Int) throws -> (Float, [Float])
    ) throws {
        let count = 37
        let compiledStep = compiled { (g: Tensor, p: Tensor, slots: [Tensor], i: Tensor) -> (Tensor, [Tensor]) in
            optimizer(gradient: g, parameter: p, slots: slots, iterations: i)
        }
        var p = Tensor(try Self.numbers(count, seed: 0))
        var slots = optimizer.slotNames.map { _ in Tensor.zeros([count]) }
        for step in 0..<steps {
            let g = Tensor(try Self.numbers(count, seed: step + 1))
            let (gs, ps) = (try g.array(of: Float.self), try p.array(of: Float.self))
            let old = try slots.map { try $0.array(of: Float.self) }
            let expected = try (0..<count).map { place in
                try rule(gs[place], ps[place], old.map { $0[place] }, step)
            }
            let eager = optimizer(gradient: g, parameter: p, slots: slots, iterations: Tensor(step))
            (p, slots) = try compiledStep(g, p, slots, Tensor(step))
            #expect(try p.bitsEqual(eager.parameter))
            #expect(try p.array(of: Float.self).map(\.bitPattern) == expected.map(\.0.bitPattern))
            for (index, slot) in slots.enumerated() {
                #expect(try slot.bitsEqual(eager.slots[index]))
                #expect(try slot.array(of: Float.self).map(\.bitPattern) == expected.map { $0.1[index].bitPattern })
            }
        }
    }

    static let all: [any Optimizer] = [
        .sgd, SGD(learningRate: 0.1, momentum: 0.9, nesterov: true),
        SGD.keras2(learningRate: 0.1, momentum: 0.9, decay: 1e-4),
        .rmsprop, RMSprop(momentum: 0.9, centered: true), RMSprop.keras2(learningRate: 1e-4), .adam,
        Adam(amsgrad: true),
        Adam.keras2(), .adamW, .adagrad, .adadelta, .adamax, .nadam, .lamb, .lion, .ftrl, .adafactor,
    ]

    /// What is formed of hyper-parameters takes the type of what is trained: in f64 nothing of f32 may come between.
    @Test(arguments: all.indices) func updatesAreOfTheParametersType(index: Int) throws {
        let optimizer = Self.all[index]
        let (g, p) = (Tensor(shape: [2], [0.5, -2] as [Double]), Tensor(shape: [2], [1, 3] as [Double]))
        let slots = optimizer.slots(path: "p", type: TensorType([2], .f64)).map { slot in
            switch slot.initial {
            case .constant(let number): Tensor.full(slot.type.shape, number.weakTensor, slot.type.element)
            case .parameter: p
            }
        }
        let result = optimizer(gradient: g, parameter: p, slots: slots, iterations: Tensor(Int64(0)))
        #expect(try result.parameter.value().type.element == .f64)
        for slot in result.slots { #expect(try slot.value().type.element == .f64) }
    }

    @Test func gradientDescent() throws {
        let rate: Float = 0.1
        let momentum: Float = 0.9
        try check(SGD(learningRate: 0.1)) { g, p, _, _ in (p - rate * g, []) }
        try check(SGD(learningRate: 0.1, momentum: 0.9)) { g, p, slots, _ in
            let v = momentum * slots[0] - rate * g
            return (p + v, [v])
        }
        try check(SGD.keras2(learningRate: 0.1, momentum: 0.9, decay: 1e-4, nesterov: true)) { g, p, slots, i in
            let rate = rate * (1 / (1 + Float(1e-4) * Float(i)))
            let v = momentum * slots[0] - rate * g
            return (p + momentum * v - rate * g, [v])
        }
    }

    @Test func rootMeanSquare() throws {
        let (rate, rho, epsilon): (Float, Float, Float) = (0.001, 0.9, 1e-7)
        // Keras 3's forms form it in Double.
        let rest = Float(1 - 0.9)
        try check(RMSprop()) { g, p, slots, _ in
            let a = rho * slots[0] + rest * (g * g)
            return (p - rate * g / (a + epsilon).squareRoot(), [a])
        }
        try check(RMSprop(momentum: 0.5, centered: true)) { g, p, slots, _ in
            let a = rho * slots[0] + rest * (g * g)
            let m = rho * slots[2] + rest * g
            let b = 0.5 * slots[1] + rate * g / ((a - m * m) + epsilon).squareRoot()
            return (p - b, [a, b, m])
        }
        for offset in [0, 1] {
            let optimizer = RMSprop.keras2(learningRate: 1e-4, decay: 1e-2, iterationsOffset: offset)
            try check(optimizer) { g, p, slots, i in
                let rate = Float(1e-4) * (1 / (1 + Float(1e-2) * Float(i + offset)))
                let a = rho * slots[0] + (1 - rho) * (g * g)
                return (p - rate * g / (a.squareRoot() + epsilon), [a])
            }
        }
    }

    @Test func adam() throws {
        let (rate, beta1, beta2, epsilon): (Float, Float, Float, Float) = (0.001, 0.9, 0.999, 1e-7)
        func power(_ beta: Float, _ t: Int) throws -> Float {
            try pow(Tensor(beta), Tensor(Float(t))).scalar(as: Float.self)
        }
        try check(Adam()) { g, p, slots, i in
            let alpha =
                rate * (1 - (try power(beta2, i + 1))).squareRoot() / (1 - (try power(beta1, i + 1)))
            let m = slots[0] + (g - slots[0]) * Float(1 - 0.9)
            let v = slots[1] + (g * g - slots[1]) * Float(1 - 0.999)
            return (p - m * alpha / (v.squareRoot() + epsilon), [m, v])
        }
        for offset in [0, 1] {
            let optimizer = Adam.keras2(decay: 0.1, amsgrad: true, iterationsOffset: offset)
            try check(optimizer) { g, p, slots, i in
                let t = i + offset + 1
                let rate = rate * (1 / (1 + Float(0.1) * Float(i + offset)))
                let alpha = rate * ((1 - (try power(beta2, t))).squareRoot() / (1 - (try power(beta1, t))))
                let m = beta1 * slots[0] + (1 - beta1) * g
                let v = beta2 * slots[1] + (1 - beta2) * (g * g)
                let greatest = max(slots[2], v)
                return (p - alpha * m / (greatest.squareRoot() + epsilon), [m, v, greatest])
            }
        }
    }

    @Test func hyperparametersAreRoundedToTheParametersType() throws {
        let p = Tensor([1, 2] as [Double])
        let (next, slots) = RMSprop()(
            gradient: p, parameter: p, slots: [.zeros(like: p)], iterations: Tensor(0))
        #expect(next.elementType == .f64)
        #expect(try slots[0].array(of: Double.self) == [(1 - 0.9) * 1.0, (1 - 0.9) * 4])
    }

    @Test func beforeTheFirstStepNothingHasDecayed() throws {
        // Iterations are counted before the step, so the first rate is the learning rate itself.
        let g = Tensor([2] as [Float])
        let plain = SGD(learningRate: 0.5)(gradient: g, parameter: g, slots: [], iterations: Tensor(0))
        let decayed = SGD.keras2(learningRate: 0.5, decay: 1)(
            gradient: g, parameter: g, slots: [], iterations: Tensor(0))
        let late = SGD.keras2(learningRate: 0.5, decay: 1, iterationsOffset: 1)(
            gradient: g, parameter: g, slots: [], iterations: Tensor(0))
        #expect(try plain.parameter.bitsEqual(decayed.parameter))
        #expect(try late.parameter.scalar(as: Float.self) == 1.5)
    }

    struct SignDescent: Optimizer {
        var learningRate: Double = 0.25
        func callAsFunction(
            gradient: Tensor, parameter: Tensor, slots: [Tensor], iterations: Tensor
        ) -> (parameter: Tensor, slots: [Tensor]) {
            (parameter - learningRate * sign(gradient), [])
        }
    }

    @Test func anOptimizerOfOnesOwnTakesADozenLines() throws {
        try check(SignDescent()) { g, p, _, _ in (p - (g > 0 ? 0.25 : -0.25), []) }
    }
}
