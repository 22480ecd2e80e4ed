import Verbatim

/// What a program trains, before it is compiled: the parts that can be changed one at a time.
public struct ProgramRecipe: Sendable {
    /// The network.
    public var model: Model
    /// The rule by which parameters move.
    public var optimizer: any Optimizer
    /// What is minimised.
    public var loss: any Loss
    /// What is reported besides.
    public var metrics: [any Metric]

    /// Makes a recipe of its parts.
    public init(model: Model, optimizer: any Optimizer, loss: any Loss, metrics: [any Metric]) {
        self.model = model
        self.optimizer = optimizer
        self.loss = loss
        self.metrics = metrics
    }

    /// The changes that can be made to it, each alone.
    public var changes: [ProgramChange] {
        let dropouts = model.isSequential ? model.layers.count { $0 is Dropout } : 0
        let own = type(of: optimizer).typeName
        return metrics.indices.map { .without(.metric($0 + 1)) } + (0..<dropouts).map { .without(.dropout($0 + 1)) }
            + (optimizerWithoutDecay == nil ? [] : [.without(.decay)])
            + ProgramChange.Rule.allCases.filter { type(of: $0.optimizer).typeName != own }.map { .optimizer($0) }
    }

    /// The recipe with changes.
    ///
    /// - Throws: `VerbatimError` of code `configuration` for a change that it has no part for.
    public func applying(_ changes: [ProgramChange]) throws -> ProgramRecipe {
        var recipe = self
        // What is taken away is counted before anything is.
        var (metrics, dropouts): (Set<Int>, Set<Int>) = ([], [])
        for change in changes {
            guard self.changes.contains(change) else {
                throw VerbatimError(
                    .configuration, "the program has nothing to change there", received: change.description,
                    expected: self.changes.map(\.description).joined(separator: ", "))
            }
            switch change {
            case .without(.metric(let number)): metrics.insert(number - 1)
            case .without(.dropout(let number)): dropouts.insert(number - 1)
            case .without(.decay): recipe.optimizer = optimizerWithoutDecay ?? optimizer
            case .optimizer(let rule): recipe.optimizer = rule.optimizer
            }
        }
        recipe.metrics = self.metrics.enumerated().filter { !metrics.contains($0.offset) }.map(\.element)
        if !dropouts.isEmpty {
            var number = -1
            let layers = model.layers.filter { layer in
                guard layer is Dropout else { return true }
                number += 1
                return !dropouts.contains(number)
            }
            let shape = model.inputTypes(batchSize: 1).map { Array($0[0].shape.dropFirst()) }
            recipe.model = Model(layers, inputShape: shape)
        }
        return recipe
    }

    /// Compiles it as a program's settings say.
    func trainer(_ settings: ProgramSettings, seed: Int, draws: any DrawSource = .keyed) throws -> Trainer {
        let recipe = try applying(settings.changes)
        return try recipe.model.compile(
            optimizer: recipe.optimizer, loss: recipe.loss, metrics: recipe.metrics, seed: seed, draws: draws,
            executor: settings.executor, microBatches: settings.microBatches, remat: settings.remat)
    }

    /// The optimizer without a decay of its rate or of the weights; nil if it has none.
    private var optimizerWithoutDecay: (any Optimizer)? {
        if let rule = optimizer as? RMSprop, rule != rule.withoutDecay { return rule.withoutDecay }
        if let rule = optimizer as? SGD, rule.weightDecay != 0 {
            return SGD(learningRate: rule.learningRate, momentum: rule.momentum, nesterov: rule.nesterov)
        }
        return nil
    }
}

extension RMSprop {
    /// The same rule with a rate that stays, as Keras 2 spells it.
    fileprivate var withoutDecay: RMSprop {
        let plain = RMSprop(
            learningRate: learningRate, rho: rho, momentum: momentum, epsilon: epsilon, centered: centered)
        return self == plain ? self : .keras2(learningRate: learningRate, rho: rho, epsilon: epsilon)
    }
}
