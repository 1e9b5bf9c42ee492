#include "repair_network.h"

#include "number.h"

int
gr_edges_count(const gr_edge_set *set)
{
	int			count = 0;

	for (int w = 0; w < GR_EDGE_WORDS; w++)
		count += gr_count_bits(set->words[w]);
	return count;
}

void
gr_network_begin(gr_network *network, int nodes)
{
	network->nodes = nodes;
	network->edges = 0;
	memset(network->heads, 0, sizeof(network->heads));
	memset(network->tails, 0, sizeof(network->tails));
}

void
gr_network_add(gr_network *network, int slot, int head, int tail)
{
	int			edge = network->edges++;

	network->slots[edge] = (short) slot;
	network->head[edge] = (unsigned char) head;
	network->tail[edge] = (unsigned char) tail;
	gr_edge_add(&network->heads[head], edge);
	gr_edge_add(&network->tails[tail], edge);
}

/* ---------- from the identities ---------- */

/* Where a cell stands: at most two identities, by index, with its sign. */
typedef struct place
{
	short		identity[2];
	signed char sign[2];
	int			count;
} place;

/* The row sum of （七）总计 follows from all other sums. */
static bool
is_implied(const gr_identity *identity)
{
	return identity->rule == GR_RULE_APPLICATIONS_ROW_SUM && gr_slots[identity->named].row == GR_ROW_CONCLUDED;
}

static bool
add_place(place *p, int identity, int sign)
{
	if (p->count == 2)
		return false;
	p->identity[p->count] = (short) identity;
	p->sign[p->count++] = (signed char) sign;
	return true;
}

/* False where a cell stands in three identities: then it is no network. */
static bool
find_places(const gr_identity *identities, int count, int first_slot, place *places)
{
	for (int i = 0; i < count; i++)
	{
		if (is_implied(&identities[i]))
			continue;
		if (!add_place(&places[identities[i].named - first_slot], i, 1))
			return false;
		for (int t = 0; t < identities[i].count; t++)
			if (!add_place(&places[identities[i].terms[t] - first_slot], i, -identities[i].signs[t]))
				return false;
	}
	return true;
}

/* One cell after the other hands its system and its sign on; false when no cell had anything to hand on. */
static bool
spread(const place *places, int cells, short *system, signed char *turn)
{
	bool		changed = false;

	for (int c = 0; c < cells; c++)
	{
		const place *p = &places[c];

		for (int k = 0; k < 2 && p->count == 2; k++)
		{
			int			from = p->identity[k];
			int			to = p->identity[1 - k];

			if (system[from] < 0 || system[to] >= 0)
				continue;
			system[to] = system[from];
			turn[to] = (signed char) (-turn[from] * p->sign[k] * p->sign[1 - k]);
			changed = true;
		}
	}
	return changed;
}

/*
 * Which system each identity belongs to, and whether its sign is turned, so that every
 * cell enters one with plus and one with minus.  False where that is not possible.
 */
static bool
orient(const gr_identity *identities, int count, const place *places, int cells, int *systems, short *system, signed char *turn)
{
	*systems = 0;
	for (int i = 0; i < count; i++)
		system[i] = -1;
	for (int start = 0; start < count; start++)
	{
		if (system[start] >= 0 || is_implied(&identities[start]))
			continue;
		system[start] = (short) (*systems)++;
		turn[start] = 1;
		while (spread(places, cells, system, turn))
			;
	}
	for (int c = 0; c < cells; c++)
	{
		const place *p = &places[c];

		if (p->count == 2 && turn[p->identity[0]] * p->sign[0] == turn[p->identity[1]] * p->sign[1])
			return false;
	}
	return *systems <= GR_REPAIR_SYSTEMS;
}

int
gr_networks_of(int table, const gr_identity *identities, int count, gr_network *networks)
{
	int			first = gr_tables[table].first_slot;
	int			cells = (int) gr_tables[table].end_slot - first;
	place		places[GR_SLOTS];
	short		system[GR_IDENTITIES];
	signed char turn[GR_IDENTITIES];
	unsigned char node[GR_IDENTITIES];
	int			nodes[GR_REPAIR_SYSTEMS];
	int			systems;

	memset(places, 0, sizeof(places[0]) * (size_t) cells);
	if (count == 0 || !find_places(identities, count, first, places) || !orient(identities, count, places, cells, &systems, system, turn))
		return 0;
	for (int s = 0; s < systems; s++)
		nodes[s] = 1;
	for (int i = 0; i < count; i++)
	{
		if (system[i] < 0)
			continue;
		if (nodes[system[i]] == GR_REPAIR_NODES)
			return 0;
		node[i] = (unsigned char) nodes[system[i]]++;
	}
	for (int s = 0; s < systems; s++)
		gr_network_begin(&networks[s], nodes[s]);
	for (int c = 0; c < cells; c++)
	{
		const place *p = &places[c];
		int			end[2] = {GR_GROUND, GR_GROUND};	/* tail, head */

		if (p->count == 0 || networks[system[p->identity[0]]].edges == GR_REPAIR_EDGES)
			continue;
		for (int k = 0; k < p->count; k++)
			end[turn[p->identity[k]] * p->sign[k] > 0] = node[p->identity[k]];
		gr_network_add(&networks[system[p->identity[0]]], first + c, end[1], end[0]);
	}
	return systems;
}

/* ---------- figures ---------- */

void
gr_network_figures(const gr_report *report, const gr_network *network, gr_figures *figures)
{
	memset(&figures->open, 0, sizeof(figures->open));
	memset(&figures->false_ones, 0, sizeof(figures->false_ones));
	for (int e = 0; e < network->edges; e++)
	{
		const gr_cell *cell = &report->cells[network->slots[e]];
		int64_t		power;

		figures->values[e] = 0;
		if (!gr_cell_has_value(cell))
		{
			gr_edge_add(&figures->open, e);
			continue;
		}
		power = cell->scale == 0 ? 1 : gr_power_of_ten(cell->scale);
		if (cell->value < 0 || cell->value % power != 0)
			gr_edge_add(&figures->false_ones, e);
		else
			figures->values[e] = cell->value / power;
	}
}

void
gr_network_wants(const gr_network *network, const gr_figures *figures, int64_t wants[GR_REPAIR_NODES])
{
	memset(wants, 0, sizeof(int64_t) * (size_t) network->nodes);
	for (int e = 0; e < network->edges; e++)
	{
		wants[network->head[e]] -= figures->values[e];
		wants[network->tail[e]] += figures->values[e];
	}
}
