import CVerbatimKernels
import VerbatimArithmetic
import VerbatimGraph

/// The composites that have fused kernels, by name; all others become their decompositions.
enum FusedComposites {
    /// Whether a composite has a fused kernel.
    static func takes(_ attributes: CompositeAttributes) -> Bool {
        switch attributes.name {
        case RandomBits.name, UniformDraw.name, BernoulliDraw.name: return random(attributes) != nil
        case SoftmaxComposite.name, SoftmaxGradient.name:
            return attributes.decomposition.inputTypes.allSatisfy { $0.element == .f32 && $0.count > 0 }
        case BatchStatisticsComposite.name, BatchNormalizationSums.name: return features(attributes) != nil
        default: return false
        }
    }

    /// The sums over features of batch normalisation, nil where features do not lie inner-most.
    static func features(_ attributes: CompositeAttributes) -> FeatureStep? {
        guard let x = attributes.decomposition.inputTypes.first, x.element == .f32, x.count > 0,
            case .integer(x.rank - 1)? = attributes.options["feature_dimension"]
        else { return nil }
        if attributes.name == BatchStatisticsComposite.name { return FeatureStep(kind: .statistics) }
        let sum = attributes.decomposition.body.nodes.lazy.compactMap(\.sampleSum).first
        return FeatureStep(kind: .gradientSums(samplesPerLeaf: sum?.samplesPerLeaf ?? x.shape[0]))
    }

    /// The step of a random draw, nil where it is none that the kernels do.
    static func random(_ attributes: CompositeAttributes) -> RandomStep? {
        let step: RandomStep?
        switch attributes.name {
        case RandomBits.name:
            step = (try? RandomBits(options: attributes.options)).map { RandomStep($0.draw, .words) }
        case UniformDraw.name:
            step = (try? UniformDraw(options: attributes.options)).map { RandomStep($0.draw, .uniform) }
        case BernoulliDraw.name:
            step = (try? BernoulliDraw(options: attributes.options)).map {
                RandomStep($0.draw, .bernoulli(RandomStream.bernoulliThreshold($0.probability)))
            }
        default: step = nil
        }
        let type = attributes.decomposition.outputTypes.first
        guard let step, step.draw.shape == type?.shape, type?.count != 0 else { return nil }
        return step
    }
}

extension Lowering {
    /// A composite that has a fused kernel, whose bits are its decomposition's.
    mutating func composite(_ attributes: CompositeAttributes, _ operands: [View], _ node: Node) throws {
        var stored: [View] = []
        for operand in operands { stored.append(self.stored(operand)) }
        let emitter: any Emitter
        switch attributes.name {
        case SoftmaxComposite.name, SoftmaxGradient.name:
            emitter = SoftmaxStep(isGradient: attributes.name == SoftmaxGradient.name)
        case BatchStatisticsComposite.name, BatchNormalizationSums.name:
            guard let step = FusedComposites.features(attributes) else { return reference(node) }
            emitter = step
        default:
            guard let random = FusedComposites.random(attributes) else { return reference(node) }
            emitter = random
        }
        append(
            Item(
                name: attributes.name, work: .kernel(emitter), operands: stored, results: node.results,
                payloads: .ignored))
    }
}
