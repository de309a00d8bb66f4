'use server';

import { revalidatePath } from 'next/cache';
import { act } from '@/lib/auth/act';
import type { Result } from '@/lib/result/result';
import { addName, changeActor, createActor, mergeActors, removeName, splitActor } from './commands';
import {
  type ActorDto,
  addNameSchema,
  changeActorSchema,
  createActorSchema,
  mergeActorsSchema,
  removeNameSchema,
  splitActorSchema,
} from './schema';

const refresh = ({ projectId }: { readonly projectId: string }) =>
  revalidatePath(`/projects/${projectId}/sources`, 'layout');

export async function createActorAction(input: unknown): Promise<Result<ActorDto>> {
  return act(createActorSchema, input, createActor, refresh);
}

export async function changeActorAction(input: unknown): Promise<Result<ActorDto>> {
  return act(changeActorSchema, input, changeActor, refresh);
}

export async function addNameAction(input: unknown): Promise<Result<ActorDto>> {
  return act(addNameSchema, input, addName, refresh);
}

export async function removeNameAction(input: unknown): Promise<Result<ActorDto>> {
  return act(removeNameSchema, input, removeName, refresh);
}

export async function mergeActorsAction(input: unknown): Promise<Result<ActorDto>> {
  return act(mergeActorsSchema, input, mergeActors, refresh);
}

export async function splitActorAction(input: unknown): Promise<Result<ActorDto>> {
  return act(splitActorSchema, input, splitActor, refresh);
}
